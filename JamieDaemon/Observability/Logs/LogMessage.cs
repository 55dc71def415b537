using System.Globalization;
using JamieDaemon.Telemetry;
using Serilog.Events;
using Serilog.Parsing;

namespace JamieDaemon.Observability.Logs;

/// <summary>
/// The text of a log event for people: like <see cref="LogEvent.RenderMessage(IFormatProvider)"/>, but strings without quotes,
/// and redacted.
/// </summary>
public static class LogMessage
{
    public static string Of(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            if (token is PropertyToken property && logEvent.Properties.TryGetValue(property.PropertyName, out var value))
            {
                Write(value, property.Format, text);
            }
            else
            {
                token.Render(logEvent.Properties, text, CultureInfo.InvariantCulture);
            }
        }

        return SecretRedactor.Redact(text.ToString());
    }

    private static void Write(LogEventPropertyValue value, string? format, StringWriter text)
    {
        if (value is ScalarValue { Value: string plain })
        {
            text.Write(plain);
        }
        else
        {
            value.Render(text, format, CultureInfo.InvariantCulture);
        }
    }
}

using System.Globalization;
using System.Text;
using JamieDaemon.Telemetry;
using Serilog.Events;

namespace JamieDaemon.Observability.Logs;

/// <summary>Turns the properties of a log event into ECS labels: snake_case keys, and every value a redacted string.</summary>
public static class LogLabels
{
    /// <summary>
    /// Writes a name as <c>[a-z0-9_]+</c>: <c>RequestId</c> becomes <c>request_id</c>, <c>http.status</c> becomes
    /// <c>http_status</c>.
    /// </summary>
    public static string Key(string name)
    {
        name = SecretRedactor.Redact(name);
        var key = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var followsWord = i > 0 && (char.IsAsciiLetterLower(name[i - 1]) || char.IsAsciiDigit(name[i - 1]));
            var precedesLower = i > 0 && i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1]);
            var beginsWord = char.IsAsciiLetterUpper(c) && (followsWord || precedesLower);
            if ((beginsWord || !char.IsAsciiLetterOrDigit(c)) && key.Length > 0 && key[^1] != '_')
            {
                key.Append('_');
            }

            if (char.IsAsciiLetterOrDigit(c))
            {
                key.Append(char.ToLowerInvariant(c));
            }
        }

        return key.Length == 0 ? "_" : key.ToString();
    }

    /// <summary>
    /// The text of a scalar, or null for what has none: null itself, and structures, which only the message shows.
    /// </summary>
    public static string? Value(LogEventPropertyValue value) => value is not ScalarValue { Value: { } scalar }
        ? null
        : SecretRedactor.Redact(scalar switch
        {
            string text => text,
            bool flag => flag ? "true" : "false",
            DateTime or DateTimeOffset => ((IFormattable)scalar).ToString("O", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => scalar.ToString(),
        });
}

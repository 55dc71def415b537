using System.Globalization;
using JamieDaemon.Telemetry;
using Serilog.Core;
using Serilog.Events;

namespace JamieDaemon.Observability.Logs;

/// <summary>
/// Writes a log event for the console: for a person at a terminal (local clock, colour, whole exceptions), or as the one line
/// that journald and container runtimes keep together.
/// </summary>
/// <param name="readable">For a person.</param>
/// <param name="colour">At a terminal that has any.</param>
/// <param name="wholeExceptions">With their stacks, over several lines.</param>
/// <param name="severity">Each line begins with its severity, which journald takes off and keeps.</param>
public sealed class ConsoleLineFormatter(bool readable, bool colour, bool wholeExceptions, bool severity = false)
{
    public string Line(LogEvent logEvent)
    {
        var time = readable
            ? logEvent.Timestamp.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)
            : logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var level = EcsLevel.Name(logEvent.Level);
        if (colour)
        {
            level = $"\e[{Colour(logEvent.Level)}m{level}\e[0m";
        }

        string message;
        try
        {
            message = LogMessage.Of(logEvent);
        }
        catch (Exception) // from a property that cannot be written; the file's record names it
        {
            message = SecretRedactor.Redact(logEvent.MessageTemplate.Text);
        }

        var line = $"{time} {level} {Source(logEvent)}: {ConsoleText.OneLine(message)}{ExceptionText(logEvent.Exception)}";
        var mark = severity ? $"<{Severity(logEvent.Level)}>" : "";
        return $"{mark}{(severity ? line.ReplaceLineEndings($"\n{mark}") : line)}\n";
    }

    private string ExceptionText(Exception? exception)
    {
        if (exception is null)
        {
            return "";
        }

        if (wholeExceptions)
        {
            return "\n" + SecretRedactor.Redact(exception.ToString());
        }

        var inner = exception.InnerException is { } cause ? ExceptionText(cause) : "";
        return $" | {exception.GetType().Name}: {ConsoleText.OneLine(SecretRedactor.Redact(exception.Message))}{inner}";
    }

    private static string Source(LogEvent logEvent) =>
        logEvent.Properties.GetValueOrDefault(Constants.SourceContextPropertyName) is ScalarValue { Value: string source }
            ? source.StartsWith("JamieDaemon.", StringComparison.Ordinal) ? source["JamieDaemon.".Length..] : source
            : "Jamie";

    /// <summary>As syslog counts them, downwards.</summary>
    private static int Severity(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose or LogEventLevel.Debug => 7,
        LogEventLevel.Information => 6,
        LogEventLevel.Warning => 4,
        LogEventLevel.Error => 3,
        _ => 2,
    };

    private static int Colour(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose or LogEventLevel.Debug => 90,
        LogEventLevel.Information => 32,
        LogEventLevel.Warning => 33,
        _ => 31,
    };
}

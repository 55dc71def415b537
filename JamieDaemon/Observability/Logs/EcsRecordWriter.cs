using System.Globalization;
using System.Text.Json;
using JamieDaemon.Telemetry;
using Serilog.Events;

namespace JamieDaemon.Observability.Logs;

/// <summary>
/// Writes the fields of one ECS record in their fixed order. Every text is redacted, then cut to its share of the line; the stack
/// trace comes last and takes what is left. An <c>Outcome</c> and an <c>Elapsed</c> property become <c>event.outcome</c> and
/// <c>event.duration</c>, the numbers of <see cref="LogNumbers"/> fields of their own.
/// </summary>
public sealed class EcsRecordWriter(ServiceIdentity service)
{
    private const int MessageBytes = 8 * 1024;
    private const int LabelsBytes = 3 * 1024;
    private const int LabelBytes = 1024;
    private const int MostLabels = 36;
    private const int ShortBytes = 256;
    private const int ErrorMessageBytes = 1024;
    private const int StackBytes = 6 * 1024;
    private const int ClosingBytes = 64;

    private readonly string _node = Environment.MachineName;

    public void Write(Utf8JsonWriter json, LogEvent logEvent)
    {
        json.WriteStartObject();
        WriteHead(json, logEvent, LogMessage.Of(logEvent));
        WriteEvent(json, logEvent);
        WriteOrigin(json);
        if (logEvent is { TraceId: { } trace, SpanId: { } span } && trace != default && span != default)
        {
            WriteId(json, "trace", trace.ToHexString());
            WriteId(json, "span", span.ToHexString());
        }

        WriteLabels(json, logEvent, MostLabels - LogNumbers.Write(json, logEvent));
        if (logEvent.Exception is { } exception)
        {
            WriteError(json, exception);
        }

        json.WriteEndObject();
    }

    /// <summary>The least that can be said of an event whose own parts throw.</summary>
    public void WriteFailed(Utf8JsonWriter json, LogEvent logEvent, Exception exception)
    {
        json.WriteStartObject();
        WriteHead(json, logEvent, SecretRedactor.Redact(logEvent.MessageTemplate.Text));
        json.WriteStartObject("event");
        json.WriteString("action", "log.record_failed");
        json.WriteString("dataset", "jamie.log");
        json.WriteString("kind", "event");
        json.WriteEndObject();
        WriteOrigin(json);
        json.WriteStartObject("error");
        WriteText(json, "type", exception.GetType().FullName!, ShortBytes);
        json.WriteString("message", "The event above could not be written whole: one of its properties throws.");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, LogEvent logEvent, string message)
    {
        var time = logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        json.WriteString("@timestamp", time);
        json.WriteString("log.level", EcsLevel.Name(logEvent.Level));
        WriteText(json, "message", message, MessageBytes);
        json.WriteString("ecs.version", "9.0.0");
    }

    private static void WriteEvent(Utf8JsonWriter json, LogEvent logEvent)
    {
        if (Text(logEvent, "SourceContext") is { } source)
        {
            json.WriteStartObject("log");
            WriteText(json, "logger", source, ShortBytes);
            json.WriteEndObject();
        }

        json.WriteStartObject("event");
        if (EventName(logEvent) is { } action)
        {
            WriteText(json, "action", action, ShortBytes);
        }

        json.WriteString("dataset", "jamie.log");
        json.WriteString("kind", "event");
        if (Text(logEvent, "Outcome")?.ToLowerInvariant() is { } outcome and ("success" or "failure" or "unknown"))
        {
            json.WriteString("outcome", outcome);
        }

        if (logEvent.Properties.GetValueOrDefault("Elapsed") is ScalarValue { Value: TimeSpan elapsed }
            && elapsed >= TimeSpan.Zero)
        {
            json.WriteNumber("duration", (long)elapsed.TotalNanoseconds);
        }

        json.WriteEndObject();
    }

    private void WriteOrigin(Utf8JsonWriter json)
    {
        json.WriteStartObject("service");
        json.WriteString("name", service.Name);
        json.WriteString("version", service.Version);
        json.WriteString("environment", service.Environment);
        WriteId(json, "node", _node, "name");
        json.WriteEndObject();
        json.WriteStartObject("process");
        json.WriteNumber("pid", Environment.ProcessId);
        json.WriteEndObject();
    }

    private static void WriteLabels(Utf8JsonWriter json, LogEvent logEvent, int most)
    {
        HashSet<string>? written = null;
        var end = json.BytesCommitted + json.BytesPending + LabelsBytes;
        var truncated = false;
        foreach (var (name, value) in logEvent.Properties)
        {
            if (name is "SourceContext" or "EventId" || LogNumbers.Includes(name, value) || LogLabels.Value(value) is not { Length: > 0 } text)
            {
                continue;
            }

            // The key's share of the line is bounded too; a name that long is nobody's.
            var key = LogLabels.Key(name);
            key = key.Length > ShortBytes ? key[..ShortBytes] : key;
            var fits = json.BytesCommitted + json.BytesPending + LabelBytes + ShortBytes < end && !(written?.Count >= most);
            truncated |= !fits;
            if (fits && (written ??= new(StringComparer.Ordinal)).Add(key))
            {
                if (written.Count == 1)
                {
                    json.WriteStartObject("labels");
                }

                truncated |= WriteText(json, key, text, LabelBytes);
            }
        }

        if (truncated && written?.Add("truncated") is true)
        {
            json.WriteString("truncated", "true");
        }

        if (written is not null)
        {
            json.WriteEndObject();
        }
    }

    private static void WriteError(Utf8JsonWriter json, Exception exception)
    {
        json.WriteStartObject("error");
        WriteText(json, "type", exception.GetType().FullName!, ShortBytes);
        WriteText(json, "message", SecretRedactor.Redact(exception.Message), ErrorMessageBytes);
        var left = EcsJsonFormatter.MaximumLineBytes - ClosingBytes - (int)(json.BytesCommitted + json.BytesPending);
        WriteText(json, "stack_trace", SecretRedactor.Redact(exception.ToString()), Math.Min(left, StackBytes));
        json.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter json, string name, string id, string key = "id")
    {
        json.WriteStartObject(name);
        json.WriteString(key, id);
        json.WriteEndObject();
    }

    /// <summary>Answers whether something had to be cut.</summary>
    private static bool WriteText(Utf8JsonWriter json, string name, string text, int maximumBytes)
    {
        var fitting = JsonText.Fit(text, maximumBytes);
        json.WriteString(name, fitting);
        return fitting.Length < text.Length;
    }

    private static string? Text(LogEvent logEvent, string property) =>
        logEvent.Properties.GetValueOrDefault(property) is ScalarValue { Value: not null } scalar
            ? LogLabels.Value(scalar) : null;

    // Microsoft.Extensions.Logging's EventId arrives as a structure of Id and Name.
    internal static string? EventName(LogEvent logEvent)
    {
        if (logEvent.Properties.GetValueOrDefault("EventId") is StructureValue id)
        {
            foreach (var property in id.Properties)
            {
                if (property is { Name: "Name", Value: ScalarValue { Value: string name } })
                {
                    return name;
                }
            }
        }

        return null;
    }
}

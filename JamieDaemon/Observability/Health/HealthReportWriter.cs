using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Observability.Health;

/// <summary>
/// Writes the JSON of <c>/health</c>, <c>/health/ready</c> and <c>/health/live</c>. Texts are redacted, and of an exception not
/// even the message is shown: the log has it.
/// </summary>
public static class HealthReportWriter
{
    private static readonly JsonWriterOptions Format =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Health(HealthReport report, ServiceIdentity service, bool alive, DateTimeOffset now, TimeSpan uptime) =>
        Write(json =>
    {
        json.WriteString("status", Name(alive ? report.Status : HealthStatus.Unhealthy));
        json.WriteString("service", service.Name);
        json.WriteString("version", service.Version);
        json.WriteString("environment", service.Environment);
        json.WriteBoolean("telemetry_enabled", service.HasTelemetry);
        json.WriteString("timestamp", Timestamp(now));
        json.WriteNumber("uptime_seconds", Seconds(uptime));
        WriteComponents(json, report);
    });

    /// <summary>
    /// <paramref name="waitingFor"/> says what the host itself still lacks, e.g. "starting"; null when it runs.
    /// </summary>
    public static byte[] Ready(HealthReport report, bool ready, string? waitingFor) => Write(json =>
    {
        json.WriteBoolean("ready", ready);
        json.WriteString("status", ready ? "ready" : "not_ready");
        if (waitingFor is not null)
        {
            json.WriteString("host", waitingFor);
        }

        WriteComponents(json, report);
    });

    public static byte[] Live(bool alive, TimeSpan heartbeatAge) => Write(json =>
    {
        json.WriteBoolean("live", alive);
        json.WriteNumber("heartbeat_age_seconds", Seconds(heartbeatAge));
    });

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteComponents(Utf8JsonWriter json, HealthReport report)
    {
        json.WriteStartObject("components");
        foreach (var (name, entry) in report.Entries)
        {
            json.WriteStartObject(name);
            json.WriteString("status", Name(entry.Status));
            if (Description(entry) is { Length: > 0 } description)
            {
                json.WriteString("description", description);
            }

            foreach (var (key, value) in entry.Data)
            {
                // The two names above are taken: a key twice in one object is read differently by every parser.
                if (key is not ("status" or "description"))
                {
                    WriteValue(json, key, value);
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // A check that throws is reported with the exception's message as its description.
    private static string? Description(HealthReportEntry entry) =>
        entry.Exception is { } exception && (entry.Description is null || entry.Description == exception.Message)
            ? "The check itself failed; the log says how."
            : SecretRedactor.Redact(entry.Description);

    private static void WriteValue(Utf8JsonWriter json, string key, object value)
    {
        switch (value)
        {
            case bool flag:
                json.WriteBoolean(key, flag);
                break;
            case int or long or short or byte:
                json.WriteNumber(key, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(key, number);
                break;
            case TimeSpan duration:
                json.WriteNumber(key, Seconds(duration));
                break;
            case DateTimeOffset moment:
                json.WriteString(key, Timestamp(moment));
                break;
            default:
                json.WriteString(key, SecretRedactor.Redact(Convert.ToString(value, CultureInfo.InvariantCulture)));
                break;
        }
    }

    private static string Name(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    private static string Timestamp(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

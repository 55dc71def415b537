using System.Buffers;
using System.Collections.ObjectModel;
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

    public static byte[] Health(HealthState state, ServiceIdentity service) => Write(json =>
    {
        // Nothing has been looked at before the first look, which is not the same as that all is well.
        var status = !Readiness.IsAlive(state) ? HealthStatus.Unhealthy : state.Report?.Status ?? HealthStatus.Degraded;
        json.WriteString("status", Name(status));
        json.WriteString("service", service.Name);
        json.WriteString("version", service.Version);
        json.WriteString("environment", service.Environment);
        json.WriteBoolean("telemetry_enabled", service.HasTelemetry);
        json.WriteString("timestamp", Timestamp(state.Now));
        json.WriteNumber("uptime_seconds", Seconds(state.Uptime));
        WriteComponents(json, state.Report, static _ => true);
    });

    /// <summary>With what gates it only, so that whoever reads a refusal need not guess.</summary>
    public static byte[] Ready(HealthState state, ServiceIdentity service) => Write(json =>
    {
        var ready = Readiness.IsReady(state);
        json.WriteBoolean("ready", ready);
        json.WriteString("status", ready ? "ready" : "not_ready");
        json.WriteString("service", service.Name);
        if (Readiness.Lacks(state) is { } lacking)
        {
            json.WriteString("host", lacking);
        }

        WriteComponents(json, state.Report, Readiness.IsGate);
    });

    public static byte[] Live(HealthState state) => Write(json =>
    {
        json.WriteBoolean("live", Readiness.IsAlive(state));
        json.WriteNumber("heartbeat_age_seconds", Seconds(state.HeartbeatAge));
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

    private static void WriteComponents(Utf8JsonWriter json, HealthReport? report, Func<HealthReportEntry, bool> isWanted)
    {
        json.WriteStartObject("components");
        foreach (var (name, entry) in report?.Entries ?? ReadOnlyDictionary<string, HealthReportEntry>.Empty)
        {
            if (!isWanted(entry)) continue;
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

    /// <summary>A check that throws is reported with the exception's message as its description, which is for the log alone.</summary>
    internal static string? Description(HealthReportEntry entry) =>
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

    internal static string Name(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    private static string Timestamp(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using JamieDaemon.Observability.Endpoint;

namespace JamieDaemon.Observability.Health;

/// <summary>What <see cref="HealthReportWriter"/> wrote, as whoever asked for it reads it.</summary>
/// <param name="IsWell">Healthy, or degraded: it does what was asked about.</param>
/// <param name="Sentence">The same in one line.</param>
internal sealed record HealthReading(bool IsWell, string Sentence)
{
    /// <param name="route">What was asked.</param>
    /// <param name="body">What was answered.</param>
    /// <returns><see langword="null"/> when no Jamie answers so.</returns>
    public static HealthReading? Of(string route, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            return route switch
            {
                ObservabilityRoutes.Live => OfLive(root),
                ObservabilityRoutes.Ready => OfReady(root),
                _ => OfHealth(root),
            };
        }
        catch (Exception foreign) when (foreign is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static HealthReading OfLive(JsonElement root)
    {
        var isLive = root.GetProperty("live").GetBoolean();
        var age = root.GetProperty("heartbeat_age_seconds").GetDouble();
        return new(isLive, string.Create(CultureInfo.InvariantCulture, $"{(isLive ? "live" : "not live")}: its last heartbeat is {age:0.#} s old"));
    }

    private static HealthReading OfReady(JsonElement root)
    {
        var isReady = root.GetProperty("ready").GetBoolean();
        var sentence = new StringBuilder(isReady ? "ready" : "not ready");
        if (root.TryGetProperty("host", out var host)) sentence.Append(": ").Append(host.GetString());
        return new(isReady, WithComponents(sentence, root));
    }

    private static HealthReading OfHealth(JsonElement root)
    {
        var status = root.GetProperty("status").GetString();
        var uptime = TimeSpan.FromSeconds(root.GetProperty("uptime_seconds").GetDouble());
        var sentence = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture, $"{status}: Jamie {root.GetProperty("version").GetString()} for {(int)uptime.TotalHours}:{uptime:mm\\:ss}"));
        return new(status is "healthy" or "degraded", WithComponents(sentence, root));
    }

    private static string WithComponents(StringBuilder sentence, JsonElement root)
    {
        foreach (var component in root.GetProperty("components").EnumerateObject())
        {
            if (component.Value.GetProperty("status").GetString() is not { } status || status == "healthy") continue;
            sentence.Append("; ").Append(component.Name).Append(" is ").Append(status);
            if (component.Value.TryGetProperty("description", out var description)) sentence.Append(" (").Append(description.GetString()).Append(')');
        }

        // From whoever holds the port.
        return ConsoleText.OneLine(sentence.ToString());
    }
}

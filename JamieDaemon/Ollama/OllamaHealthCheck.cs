using JamieDaemon.Ollama.Endpoints;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Ollama;

/// <summary>
/// Reports the latest findings of each server's <see cref="OllamaModelWatch"/> and circuit; asks nobody, so it costs nothing and never hangs.
/// </summary>
public sealed class OllamaHealthCheck(OllamaEndpoints endpoints) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var all = endpoints.All;
        var (up, best, sentence) = (0, all[0], "");
        foreach (var endpoint in all)
        {
            if (endpoint.IsUp && up++ == 0) best = endpoint;
            if (!endpoint.IsUp) sentence = $"{sentence}{(sentence.Length > 0 ? " " : "")}{Trouble(endpoint)}";
        }

        var status = best.Watch.Status;
        var data = new Dictionary<string, object> { ["state"] = status.State.ToString(), ["since"] = status.Since };
        if (all.Count > 1)
        {
            (data["up"], data["total"]) = (up, all.Count);
            sentence = sentence.Length == 0 ? $"All {all.Count} Ollama servers can answer." : $"{up} of {all.Count} Ollama servers can answer. {sentence}";
        }

        return Task.FromResult(up < all.Count ? HealthCheckResult.Degraded(sentence, data: data)
            : HealthCheckResult.Healthy(all.Count > 1 ? sentence : status.Sentence, data));
    }

    private static string Trouble(OllamaEndpoint endpoint) => endpoint.Watch.Status is { IsTrouble: true } or { State: OllamaState.Starting }
        ? endpoint.Watch.Status.Sentence
        : $"Ollama at {endpoint.Address} keeps failing: no question is sent there until it has passed a probe.";
}

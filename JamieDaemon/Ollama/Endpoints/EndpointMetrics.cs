using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Ollama.Endpoints;

/// <summary>The servers as numbers. Which one it is, the log and the health page tell: addresses are no labels.</summary>
internal sealed class EndpointMetrics
{
    private readonly OllamaEndpoints _endpoints;

    public EndpointMetrics(JamieMeter meter, OllamaEndpoints endpoints)
    {
        _endpoints = endpoints;
        meter.Meter.CreateObservableGauge("ollama.endpoints", Read, "{endpoint}", "Ollama servers that can answer (up), and those that cannot (down).");
    }

    private Measurement<int>[] Read()
    {
        var up = 0;
        foreach (var endpoint in _endpoints.All) up += endpoint.IsUp ? 1 : 0;
        return [new(up, State("up")), new(_endpoints.All.Count - up, State("down"))];
    }

    private static KeyValuePair<string, object?> State(string state) => new("state", state);
}

using JamieDaemon.Hosting;
using JamieDaemon.Ollama.Progress;
using JamieDaemon.Ollama.Tracing;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Ollama.Endpoints;

/// <summary>Puts together what belongs to each server.</summary>
internal static class OllamaEndpointFactory
{
    public static OllamaEndpoints CreateAll(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<OllamaOptions>>();
        if (!OllamaUrl.TryParseAll(options.Value.Url, out var urls)) throw new ArgumentException("Ollama:Url is not an address.", nameof(provider));
        var all = new List<OllamaEndpoint>(urls.Count);
        foreach (var url in urls) all.Add(Create(url, options, provider));
        return new OllamaEndpoints(all);
    }

    // Progress before metering, which sees only what the model says.
    private static OllamaEndpoint Create(Uri url, IOptions<OllamaOptions> options, IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var observer = provider.GetRequiredService<JobObserver>();
        var http = OllamaHttp.CreateClient(url, options.Value, provider.GetRequiredService<NetworkHandlers>());
        var server = new OllamaServerClient(http, options, observer, time);
        var models = new OllamaModels(server);
        var pace = new OllamaPace();
        var circuit = new EndpointCircuit(url, time, provider.GetRequiredService<ILogger<EndpointCircuit>>());
        var watch = new OllamaModelWatch(server, models, pace, circuit, options, time, provider.GetRequiredService<ILogger<OllamaModelWatch>>());
        var ollama = new OllamaChatClient(http, models, options, time, provider.GetRequiredService<ILogger<OllamaChatClient>>());
        var traced = new GenAiChatClient(ollama, options, time);
        var metered = new MeteredChatClient(traced, provider.GetRequiredService<OllamaMetrics>(), observer, time);
        var told = new ProgressChatClient(metered, server, pace, options, time);
        return new OllamaEndpoint(http, told, models, circuit, watch);
    }
}

using JamieDaemon.Ollama;
using JamieDaemon.Ollama.Endpoints;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Support;

/// <summary>Several servers and the client in front of them; nobody watches them unless a test starts their watches.</summary>
internal sealed class EndpointsUnderTest(ManualTimeProvider time, int parallel = 1) : IDisposable
{
    private readonly MeterReadings _readings = new();
    private readonly List<OllamaUnderTest> _servers = [];

    public ManualTimeProvider Time { get; } = time;

    public MeterReadings Readings => _readings;

    public CollectingLogger<BalancedChatClient> Logger { get; } = new();

    public IReadOnlyList<OllamaUnderTest> Servers => _servers;

    public OllamaEndpoints Endpoints { get; private set; } = null!;

    /// <summary>A client for these servers, on real connections.</summary>
    public BalancedChatClient Ask(params Uri[] servers)
    {
        foreach (var url in servers) _servers.Add(new OllamaUnderTest(url, options => options.Parallel = parallel, Time));
        return Ask([.. _servers.Select(server => server.Endpoint)]);
    }

    /// <summary>A client for servers that answer as the given clients do.</summary>
    public BalancedChatClient Ask(params IChatClient[] clients)
    {
        var endpoints = new List<OllamaEndpoint>();
        foreach (var client in clients)
        {
            var server = new OllamaUnderTest(new Uri($"http://127.0.0.{_servers.Count + 1}:9/"), options => options.Parallel = parallel, Time);
            _servers.Add(server);
            endpoints.Add(new OllamaEndpoint(new HttpClient { BaseAddress = server.Server.Address }, client, server.Models, server.Circuit, server.Watch));
        }

        return Ask(endpoints);
    }

    public void Dispose()
    {
        _servers.ForEach(server => server.Dispose());
        _readings.Dispose();
    }

    private BalancedChatClient Ask(List<OllamaEndpoint> endpoints)
    {
        Endpoints = new OllamaEndpoints(endpoints);
        var options = Options.Create(new OllamaOptions { Parallel = parallel });
        return new BalancedChatClient(Endpoints, options, new OllamaMetrics(_readings.Jamie, options, Time), Time, Logger);
    }
}

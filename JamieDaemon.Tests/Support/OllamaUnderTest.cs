using JamieDaemon.Hosting;
using JamieDaemon.Ollama;
using JamieDaemon.Ollama.Endpoints;
using JamieDaemon.Ollama.Progress;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Support;

/// <summary>An <see cref="OllamaChatClient"/> on a real connection to the given address.</summary>
internal sealed class OllamaUnderTest : IDisposable
{
    private readonly HttpClient _http;

    public OllamaUnderTest(Uri url, Action<OllamaOptions>? configure = null, ManualTimeProvider? time = null)
    {
        Time = time ?? new ManualTimeProvider();
        Options = new OllamaOptions { Url = url.ToString() };
        configure?.Invoke(Options);
        _http = OllamaHttp.CreateClient(
            url, Options, new NetworkHandlers(new OptionsWrapper<NetworkOptions>(new NetworkOptions()), HttpClient.DefaultProxy));
        Circuit = new EndpointCircuit(url, Time, CircuitLogger);
        Server = new OllamaServerClient(_http, new OptionsWrapper<OllamaOptions>(Options), Some.Observer(), Time);
        Models = new OllamaModels(Server);
        Client = new OllamaChatClient(_http, Models, new OptionsWrapper<OllamaOptions>(Options), Time, Logger);
        Progress = new ProgressChatClient(Client, Server, Pace, new OptionsWrapper<OllamaOptions>(Options), Time);
        Watch = new OllamaModelWatch(Server, Models, Pace, Circuit, new OptionsWrapper<OllamaOptions>(Options), Time, WatchLogger);
        Endpoint = new OllamaEndpoint(_http, Progress, Models, Circuit, Watch);
    }

    /// <summary>All of it, with a watch that nobody has started.</summary>
    public OllamaEndpoint Endpoint { get; }

    public OllamaModelWatch Watch { get; }

    public CollectingLogger<OllamaModelWatch> WatchLogger { get; } = new();

    public EndpointCircuit Circuit { get; }

    public CollectingLogger<EndpointCircuit> CircuitLogger { get; } = new();

    public ManualTimeProvider Time { get; }

    public OllamaOptions Options { get; }

    public CollectingLogger<OllamaChatClient> Logger { get; } = new();

    public OllamaChatClient Client { get; }

    public OllamaServerClient Server { get; }

    public OllamaModels Models { get; }

    public OllamaPace Pace { get; } = new();

    /// <summary><see cref="Client"/>, and it says what it is at.</summary>
    public ProgressChatClient Progress { get; }

    public IAsyncEnumerable<ChatResponseUpdate> Ask(string question, CancellationToken cancellationToken = default) =>
        Client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, question)], null, cancellationToken);

    public Task<ChatResponse> AskWhole(string question) => Client.GetResponseAsync([new ChatMessage(ChatRole.User, question)]);

    public void Dispose() => Endpoint.Dispose();
}

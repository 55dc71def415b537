using JamieDaemon.Hosting;
using JamieDaemon.Ollama;
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
            Options, new NetworkHandlers(new OptionsWrapper<NetworkOptions>(new NetworkOptions()), HttpClient.DefaultProxy));
        Server = new OllamaServerClient(_http, new OptionsWrapper<OllamaOptions>(Options), Some.Observer(), Time);
        Models = new OllamaModels(Server);
        Client = new OllamaChatClient(_http, Models, new OptionsWrapper<OllamaOptions>(Options), Time, Logger);
        Progress = new ProgressChatClient(Client, Server, Pace, new OptionsWrapper<OllamaOptions>(Options), Time);
    }

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

    public void Dispose() => _http.Dispose();
}

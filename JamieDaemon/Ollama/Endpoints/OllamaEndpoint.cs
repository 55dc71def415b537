using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama.Endpoints;

/// <summary>One Ollama server: the client that asks it, what is known of it, and whether it is sent questions.</summary>
internal sealed class OllamaEndpoint(HttpClient http, IChatClient client, OllamaModels models, EndpointCircuit circuit, OllamaModelWatch watch) : IDisposable
{
    public Uri Address => http.BaseAddress!;

    /// <summary>Asks this server, without a limit on how many do.</summary>
    public IChatClient Client { get; } = client;

    public OllamaModels Models { get; } = models;

    public EndpointCircuit Circuit { get; } = circuit;

    public OllamaModelWatch Watch { get; } = watch;

    /// <summary>Questions that the model works on. <see cref="EndpointLine"/>'s own.</summary>
    public int Busy { get; set; }

    /// <summary>Whether it can answer, as far as anybody knows. What nobody has looked at yet is not known to be there.</summary>
    public bool IsUp => Circuit.IsClosed && Watch.Status is { IsTrouble: false, State: not OllamaState.Starting };

    public void Dispose()
    {
        Watch.Dispose();
        http.Dispose();
    }
}

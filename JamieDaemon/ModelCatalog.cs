using JamieDaemon.Answering;
using JamieDaemon.Ollama;
using JamieDaemon.Ollama.Endpoints;
using Microsoft.Extensions.Options;

namespace JamieDaemon;

/// <summary>What the watches over the Ollama servers have seen, in the core's words.</summary>
/// <remarks>It stands here because neither feature's folder knows the other.</remarks>
public sealed class ModelCatalog(OllamaEndpoints endpoints, IOptions<OllamaOptions> options) : IModelCatalog
{
    public string Default => options.Value.Model;

    public bool IsReady => endpoints.IsReady;

    public IReadOnlyList<string> Available => endpoints.Chatting;

    public bool CanSee(string model) => endpoints.Can(model, "vision");
}

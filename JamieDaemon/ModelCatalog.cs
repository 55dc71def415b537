using JamieDaemon.Answering;
using JamieDaemon.Ollama;
using Microsoft.Extensions.Options;

namespace JamieDaemon;

/// <summary>What the watch over Ollama has seen, in the core's words.</summary>
/// <remarks>It stands here because neither feature's folder knows the other.</remarks>
public sealed class ModelCatalog(OllamaModelWatch watch, IOptions<OllamaOptions> options) : IModelCatalog
{
    public string Default => options.Value.Model;

    public bool IsReady => watch.Status.State == OllamaState.Ready;

    public IReadOnlyList<string> Available => watch.Models.Chatting;

    public bool CanSee(string model) => watch.Models.Can(model, "vision");
}

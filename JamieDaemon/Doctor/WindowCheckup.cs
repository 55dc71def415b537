using JamieDaemon.Ollama;

namespace JamieDaemon.Doctor;

/// <summary>Whether the model has the window that Jamie counts on. Ollama cuts a prompt that is longer without a word.</summary>
internal sealed class WindowCheckup(OllamaLook ollama, int wanted, string name) : ICheckup
{
    public string Name => name;

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        if (!await ollama.AnswersAsync()) return Finding.Unknown(name, "Ollama does not answer");
        var show = await ollama.Show;
        var trained = show.Status == 200 ? show.Read(OllamaJsonContext.Default.OllamaModelDetails)?.ContextLength : null;
        var running = (await ollama.Running).Read(OllamaJsonContext.Default.OllamaRunningList)?.Models ?? [];
        return Judge(name, wanted, trained, running.FirstOrDefault(model => model.Name is { } there && OllamaModelName.Same(there, ollama.Model)));
    }

    /// <param name="name">The row.</param>
    /// <param name="wanted">Ollama:NumCtx.</param>
    /// <param name="trained">The longest that the model can have; <see langword="null"/>: unknown.</param>
    /// <param name="loaded">The model in memory; <see langword="null"/>: it is not there.</param>
    public static Finding Judge(string name, int wanted, long? trained, OllamaRunningModel? loaded)
    {
        if (trained < wanted) return Finding.Fail(name, $"the model has {trained} tokens, Ollama:NumCtx counts on {wanted}", $"Set Ollama:NumCtx to {trained} or less, or choose another model.");
        return loaded switch
        {
            null => Finding.Unknown(name, $"{wanted} tokens are asked for; what the model gets is known once it is loaded, by the first question"),
            { ContextLength: null } => Finding.Unknown(name, $"{wanted} tokens are asked for; this version of Ollama does not say what the model has"),
            { ContextLength: var has } when has < wanted => Finding.Warn(
                name, $"the model is loaded with {has} tokens, Ollama:NumCtx asks for {wanted}",
                "Somebody else uses the model with another num_ctx, and each change loads it anew: have all ask for the same."),
            _ => Finding.Ok(name, $"{loaded.ContextLength} tokens, {wanted} are asked for"),
        };
    }
}

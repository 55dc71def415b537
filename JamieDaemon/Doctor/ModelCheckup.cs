using JamieDaemon.Ollama;

namespace JamieDaemon.Doctor;

/// <summary>Whether the model is there, and what it can do.</summary>
internal sealed class ModelCheckup(OllamaLook ollama, string name) : ICheckup
{
    public string Name => name;

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        if (!await ollama.AnswersAsync()) return Finding.Unknown(name, "Ollama does not answer");
        var models = (await ollama.Tags).Read(OllamaJsonContext.Default.OllamaModelList)!.Models ?? [];
        var show = await ollama.Show;
        var details = show.Status == 200 ? show.Read(OllamaJsonContext.Default.OllamaModelDetails) : null;
        return Judge(name, ollama.Model, [.. models.Select(static model => model.Name).OfType<string>()], details);
    }

    /// <param name="name">The row.</param>
    /// <param name="model">The one that is wanted.</param>
    /// <param name="installed">Those that are there.</param>
    /// <param name="details">What it can do; <see langword="null"/>: Ollama does not say.</param>
    public static Finding Judge(string name, string model, IReadOnlyList<string> installed, OllamaModelDetails? details)
    {
        if (!installed.Any(there => OllamaModelName.Same(there, model)))
        {
            var others = installed.Count == 0 ? "there is none" : $"there are {string.Join(", ", installed.Take(5))}{(installed.Count > 5 ? " …" : "")}";
            return Finding.Fail(name, $"{model} is not installed; {others}", $"ollama pull {model}, or set Ollama:Model (MODEL_NAME) to one that is there.");
        }

        return details?.Capabilities switch
        {
            null or { Count: 0 } => Finding.Ok(name, $"{model} is installed; what it can do Ollama does not say"),
            var can when can.Contains("completion") => Finding.Ok(name, $"{model} is installed and can do {string.Join(", ", can)}"),
            var can => Finding.Fail(name, $"{model} cannot chat, it can do {string.Join(", ", can)}", "Set Ollama:Model (MODEL_NAME) to a model that can do completion."),
        };
    }
}

using JamieDaemon.Answering;
using JamieDaemon.Ollama;
using Microsoft.Extensions.Options;

namespace JamieDaemon;

/// <summary>The rule between two sections: prompt and answer share the model's window.</summary>
/// <remarks>It stands here because neither section's folder knows the other.</remarks>
public sealed class PromptFitsRule(IOptions<OllamaOptions> ollama) : IValidateOptions<AnsweringOptions>
{
    public ValidateOptionsResult Validate(string? name, AnsweringOptions options)
    {
        OllamaOptions model;
        try
        {
            model = ollama.Value;
        }
        catch (Exception reported) when (reported is OptionsValidationException or InvalidOperationException)
        {
            // Reported for its own section.
            return ValidateOptionsResult.Skip;
        }

        if (options.SystemPrompt?.Length > PromptBuilder.LongestSystemPrompt(options.PromptTokens))
        {
            return ValidateOptionsResult.Fail(
                $"Answering:SystemPrompt ({options.SystemPrompt.Length} characters) takes more than half of Answering:PromptTokens ({options.PromptTokens}): shorten the first or raise the second.");
        }

        return options.PromptTokens + model.MaxTokens <= model.NumCtx
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Answering:PromptTokens ({options.PromptTokens}) and Ollama:MaxTokens ({model.MaxTokens}) together exceed "
                + $"Ollama:NumCtx ({model.NumCtx}): lower one of the first two or raise the last.");
    }
}

using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Ollama;

/// <summary>Checks what an attribute cannot say: the address, the secret's shape, and the rule between two settings.</summary>
public sealed class OllamaOptionsRules : IValidateOptions<OllamaOptions>
{
    public ValidateOptionsResult Validate(string? name, OllamaOptions options)
    {
        var problems = new List<string>();
        if (!OllamaUrl.TryParseAll(options.Url, out _))
        {
            problems.Add(
                "Ollama:Url must be an address such as http://127.0.0.1:11434, or several different ones with commas between them, without user name, "
                + "query or fragment (credentials belong in Ollama:Authorization).");
        }

        if (options.MaxTokens >= options.NumCtx)
        {
            problems.Add(
                $"Ollama:MaxTokens ({options.MaxTokens}) must be smaller than Ollama:NumCtx ({options.NumCtx}): "
                + "the answer and the prompt share one window.");
        }

        if (options.Authorization is { Length: > 0 } header && !AuthenticationHeaderValue.TryParse(header, out _))
        {
            problems.Add("Ollama:Authorization must be a whole header value such as \"Bearer …\".");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}

using System.Text.Json;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama;

/// <summary>Builds the body of <c>/api/chat</c> from a conversation and the caller's wishes.</summary>
internal static class OllamaRequestBuilder
{
    private static readonly JsonElement AnyJson = JsonDocument.Parse("\"json\"").RootElement;

    public static OllamaChatRequest Build(IEnumerable<ChatMessage> messages, ChatOptions? wishes, OllamaOptions options) => new()
    {
        Model = wishes?.ModelId ?? options.Model,
        Messages = OllamaMessageBuilder.Build(wishes?.Instructions, messages),
        Stream = true,
        Think = Think(wishes?.Reasoning?.Effort, options.Think),
        KeepAlive = options.KeepAlive,
        Options = new OllamaModelOptions
        {
            NumCtx = options.NumCtx,
            NumPredict = wishes?.MaxOutputTokens ?? options.MaxTokens,
            Temperature = wishes?.Temperature ?? options.Temperature,
            TopP = wishes?.TopP,
            TopK = wishes?.TopK,
            FrequencyPenalty = wishes?.FrequencyPenalty,
            PresencePenalty = wishes?.PresencePenalty,
            Seed = wishes?.Seed,
            Stop = wishes?.StopSequences,
        },
        Tools = Tools(wishes),
        Format = wishes?.ResponseFormat is ChatResponseFormatJson json ? json.Schema ?? AnyJson : null,
    };

    /// <summary>
    /// Loads the model and answers nothing; the same window as every other request, or it would be loaded twice.
    /// </summary>
    public static OllamaChatRequest BuildLoad(OllamaOptions options) => new()
    {
        Model = options.Model,
        Messages = [],
        Stream = false,
        Think = "false",
        KeepAlive = options.KeepAlive,
        Options = new OllamaModelOptions { NumCtx = options.NumCtx },
    };

    private static string Think(ReasoningEffort? effort, bool isOn) => effort switch
    {
        null => isOn ? "true" : "false",
        ReasoningEffort.None => "false",
        ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        ReasoningEffort.High => "high",
        _ => "max",
    };

    private static List<OllamaTool>? Tools(ChatOptions? wishes)
    {
        // Ollama knows no tool_choice: to forbid tools is not to offer any.
        if (wishes?.Tools is not { Count: > 0 } tools || wishes.ToolMode is NoneChatToolMode)
        {
            return null;
        }

        var offered = new List<OllamaTool>(tools.Count);
        foreach (var tool in tools)
        {
            if (tool is AIFunctionDeclaration function)
            {
                offered.Add(new OllamaTool(new OllamaFunction(function.Name, function.Description, function.JsonSchema)));
            }
        }

        return offered;
    }
}

using System.Text.Json;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama;

/// <summary>
/// Turns a conversation into Ollama's messages: each tool result becomes its own, and earlier thoughts are not sent again.
/// </summary>
internal static class OllamaMessageBuilder
{
    public static List<OllamaMessage> Build(string? instructions, IEnumerable<ChatMessage> messages)
    {
        var built = new List<OllamaMessage>();
        if (!string.IsNullOrEmpty(instructions))
        {
            built.Add(new OllamaMessage { Role = ChatRole.System.Value, Content = instructions });
        }

        // A result names its call by id only; Ollama also wants the tool's name.
        var toolNames = new Dictionary<string, string>();
        foreach (var message in messages)
        {
            Add(message, toolNames, built);
        }

        return built;
    }

    private static void Add(ChatMessage message, Dictionary<string, string> toolNames, List<OllamaMessage> built)
    {
        List<string>? images = null;
        List<OllamaToolCall>? calls = null;
        var hasResults = false;
        foreach (var content in message.Contents)
        {
            switch (content)
            {
                case DataContent data when data.HasTopLevelMediaType("image"):
                    (images ??= []).Add(data.Base64Data.ToString());
                    break;
                case FunctionCallContent call:
                    toolNames[call.CallId] = call.Name;
                    (calls ??= []).Add(new OllamaToolCall(new OllamaFunctionCall(call.Name, Json(call.Arguments)), call.CallId));
                    break;
                case FunctionResultContent result:
                    hasResults = true;
                    built.Add(Result(result, toolNames));
                    break;
                default:
                    break;
            }
        }

        var text = message.Text;
        if (!hasResults || text.Length > 0 || images is not null || calls is not null)
        {
            built.Add(new OllamaMessage { Role = message.Role.Value, Content = text, Images = images, ToolCalls = calls });
        }
    }

    private static OllamaMessage Result(FunctionResultContent result, Dictionary<string, string> toolNames) => new()
    {
        Role = ChatRole.Tool.Value,
        // Written anew, because the element keeps the indentation of its source, and the model pays for every blank.
        Content = result.Result as string ?? JsonSerializer.Serialize(Json(result.Result), OllamaJsonContext.Default.JsonElement),
        ToolName = toolNames.GetValueOrDefault(result.CallId),
        ToolCallId = result.CallId,
    };

    private static JsonElement Json(IDictionary<string, object?>? arguments) => JsonSerializer.SerializeToElement(
        arguments ?? new Dictionary<string, object?>(),
        AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IDictionary<string, object?>)));

    private static JsonElement Json(object? value) =>
        JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(object)));
}

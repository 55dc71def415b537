using System.Text.Json;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama;

/// <summary>Reads a tool call whose arguments are an object or, from some layers in between, that object as a string.</summary>
internal static class OllamaToolCallReader
{
    public static FunctionCallContent Read(string? id, string name, JsonElement arguments)
    {
        id = string.IsNullOrEmpty(id) ? $"call_{Guid.NewGuid():N}" : id;
        try
        {
            return new FunctionCallContent(id, name, ReadArguments(arguments));
        }
        // Half a character, escaped, is JSON and no string of .NET's.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new FunctionCallContent(id, name) { Exception = e };
        }
    }

    private static Dictionary<string, object?>? ReadArguments(JsonElement arguments)
    {
        switch (arguments.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return null;
            case JsonValueKind.String when arguments.GetString() is { Length: > 0 } text:
                using (var json = JsonDocument.Parse(text))
                {
                    return ReadArguments(json.RootElement.Clone());
                }

            case JsonValueKind.Object:
                var read = new Dictionary<string, object?>();
                foreach (var argument in arguments.EnumerateObject())
                {
                    read[argument.Name] = argument.Value;
                }

                return read;
            default:
                throw new JsonException($"The arguments are a JSON {arguments.ValueKind}, not an object.");
        }
    }
}

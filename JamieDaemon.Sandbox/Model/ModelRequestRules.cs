using System.Text.Json;

namespace JamieDaemon.Sandbox.Model;

/// <summary>What Ollama refuses, in its own words.</summary>
internal static class ModelRequestRules
{
    private static readonly string[] WholeNumbers =
        ["num_ctx", "num_predict", "num_keep", "top_k", "seed", "repeat_last_n", "num_batch"];

    /// <summary>The text of the 400; null when the request is in order.</summary>
    public static string? Problem(ModelRequest request, SandboxModel model)
    {
        if (request.Format is { } format && !IsFormat(format))
        {
            return $"invalid format: {format.GetRawText()}; expected \"json\" or a valid JSON Schema object";
        }

        if (GoDuration.Read(request.KeepAlive).Error is { } duration)
        {
            return duration;
        }

        if (request.Think is { ValueKind: JsonValueKind.String } level
            && level.GetString() is not ("low" or "medium" or "high" or "max"))
        {
            return $"invalid think value: {level.GetRawText()} (must be \"high\", \"medium\", \"low\", \"max\", true, or false)";
        }

        if (request.Think is { ValueKind: JsonValueKind.True or JsonValueKind.String } && !model.Can("thinking"))
        {
            return $"\"{request.Model}\" does not support thinking";
        }

        if (!model.Can("completion"))
        {
            return $"\"{request.Model}\" does not support {(request.Messages is null ? "generate" : "chat")}";
        }

        if (request.Tools is { Count: > 0 } && !model.Can("tools"))
        {
            return $"registry.ollama.ai/library/{model.FullName} does not support tools";
        }

        foreach (var name in WholeNumbers)
        {
            if (request.Options?.TryGetValue(name, out var value) == true && value.ValueKind != JsonValueKind.Number)
            {
                return $"option \"{name}\" must be of type integer";
            }
        }

        return null;
    }

    /// <summary>A whole-number option; null when it is not set.</summary>
    public static int? Option(ModelRequest request, string name) =>
        request.Options?.TryGetValue(name, out var value) == true && value.TryGetInt32(out var number) ? number : null;

    private static bool IsFormat(JsonElement format) =>
        format.ValueKind is JsonValueKind.Object or JsonValueKind.Null
        || (format.ValueKind == JsonValueKind.String && format.GetString() is "json" or "");
}

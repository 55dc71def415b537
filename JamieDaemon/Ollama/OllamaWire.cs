using System.Text.Json;
using System.Text.Json.Serialization;

namespace JamieDaemon.Ollama;

/// <summary>
/// Body of <c>POST /api/chat</c> (<see href="https://github.com/ollama/ollama/blob/main/docs/api.md">Ollama API</see>).
/// </summary>
public sealed record OllamaChatRequest
{
    public required string Model { get; init; }

    /// <summary>Empty = only load the model.</summary>
    public required IReadOnlyList<OllamaMessage> Messages { get; init; }

    public required bool Stream { get; init; }

    /// <summary><c>true</c>, <c>false</c> or a level. Never left out: absent means <c>true</c> to a thinking model.</summary>
    [JsonConverter(typeof(BareWordConverter))]
    public required string Think { get; init; }

    /// <summary>A Go duration, or seconds (which only count as a JSON number).</summary>
    [JsonConverter(typeof(BareWordConverter))]
    public required string KeepAlive { get; init; }

    public required OllamaModelOptions Options { get; init; }

    public IReadOnlyList<OllamaTool>? Tools { get; init; }

    /// <summary><c>"json"</c> or a JSON schema.</summary>
    public JsonElement? Format { get; init; }
}

/// <summary><c>options</c> of a request; <see cref="NumCtx"/> is always sent, because a change of it reloads the model.</summary>
public sealed record OllamaModelOptions
{
    public required int NumCtx { get; init; }

    public int? NumPredict { get; init; }

    public double? Temperature { get; init; }

    public float? TopP { get; init; }

    public int? TopK { get; init; }

    public float? FrequencyPenalty { get; init; }

    public float? PresencePenalty { get; init; }

    public long? Seed { get; init; }

    public IList<string>? Stop { get; init; }
}

/// <summary>One message, in either direction. Images are base64 without the <c>data:</c> prefix.</summary>
public sealed record OllamaMessage
{
    public string? Role { get; init; }

    public string? Content { get; init; }

    public string? Thinking { get; init; }

    public IReadOnlyList<string>? Images { get; init; }

    public IReadOnlyList<OllamaToolCall>? ToolCalls { get; init; }

    public string? ToolName { get; init; }

    public string? ToolCallId { get; init; }
}

/// <summary>A call the model asks for; it always arrives whole.</summary>
public sealed record OllamaToolCall(OllamaFunctionCall? Function, string? Id = null);

/// <summary>Name and arguments: an object, but some layers in between make it a string.</summary>
public sealed record OllamaFunctionCall(string? Name, JsonElement Arguments);

/// <summary>A tool on offer.</summary>
public sealed record OllamaTool(OllamaFunction Function)
{
    public string Type { get; } = "function";
}

/// <summary>What a tool is called, what it does, and the JSON schema of its arguments.</summary>
public sealed record OllamaFunction(string Name, string Description, JsonElement Parameters);

/// <summary>One line of the answer. Durations are nanoseconds; Ollama leaves out every figure that is zero.</summary>
public sealed record OllamaChatChunk
{
    [JsonConverter(typeof(LenientTimestampConverter))]
    public DateTimeOffset? CreatedAt { get; init; }

    public OllamaMessage? Message { get; init; }

    public bool Done { get; init; }

    public string? DoneReason { get; init; }

    public long TotalDuration { get; init; }

    public long LoadDuration { get; init; }

    public long PromptEvalCount { get; init; }

    public long PromptEvalDuration { get; init; }

    public long EvalCount { get; init; }

    public long EvalDuration { get; init; }

    /// <summary>Set instead of everything else when the model fails in mid-answer; the HTTP status stays 200.</summary>
    public JsonElement? Error { get; init; }
}

/// <summary><c>GET /api/tags</c>: the models on this server.</summary>
public sealed record OllamaModelList(IReadOnlyList<OllamaModelEntry>? Models);

/// <summary>One installed model.</summary>
public sealed record OllamaModelEntry(string? Name);

/// <summary><c>GET /api/ps</c>: the models in the server's memory.</summary>
public sealed record OllamaRunningList(IReadOnlyList<OllamaRunningModel>? Models);

/// <summary>One of them. The end of its stay is only ever compared with itself, so it stays as it was written.</summary>
public sealed record OllamaRunningModel(string? Name, string? ExpiresAt, long? ContextLength = null);

/// <summary>Body of <c>POST /api/show</c>.</summary>
public sealed record OllamaShowRequest(string Model);

/// <summary>What <c>/api/show</c> says about a model; old servers leave out the capabilities.</summary>
public sealed record OllamaModelDetails(IReadOnlyList<string>? Capabilities, Dictionary<string, JsonElement>? ModelInfo)
{
    /// <summary>The window the model was trained for, in tokens; Ollama cuts a larger <c>num_ctx</c> down to it.</summary>
    [JsonIgnore]
    public long? ContextLength =>
        ModelInfo is not null
        && ModelInfo.TryGetValue("general.architecture", out var architecture)
        && ModelInfo.TryGetValue($"{architecture}.context_length", out var length)
        && length.ValueKind == JsonValueKind.Number && length.TryGetInt64(out var tokens)
            ? tokens
            : null;
}

/// <summary>JSON of the wire records, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OllamaChatRequest))]
[JsonSerializable(typeof(OllamaChatChunk))]
[JsonSerializable(typeof(OllamaModelList))]
[JsonSerializable(typeof(OllamaRunningList))]
[JsonSerializable(typeof(OllamaShowRequest))]
[JsonSerializable(typeof(OllamaModelDetails))]
internal sealed partial class OllamaJsonContext : JsonSerializerContext;

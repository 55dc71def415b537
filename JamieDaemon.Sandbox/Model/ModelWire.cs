using System.Text.Json;
using System.Text.Json.Serialization;

namespace JamieDaemon.Sandbox.Model;

/// <summary>One message of a prompt.</summary>
public sealed record ModelMessage(string? Role, string? Content)
{
    /// <summary>Base64, without the <c>data:</c> prefix.</summary>
    public IReadOnlyList<string>? Images { get; init; }
}

/// <summary>Body of <c>/api/chat</c> and, with <see cref="Prompt"/> and <see cref="System"/>, of <c>/api/generate</c>.</summary>
public sealed record ModelRequest
{
    public string? Model { get; init; }

    public IReadOnlyList<ModelMessage>? Messages { get; init; }

    public string? Prompt { get; init; }

    public string? System { get; init; }

    public bool? Stream { get; init; }

    public JsonElement? Format { get; init; }

    public Dictionary<string, JsonElement>? Options { get; init; }

    public JsonElement? KeepAlive { get; init; }

    public JsonElement? Think { get; init; }

    public IReadOnlyList<JsonElement>? Tools { get; init; }
}

/// <summary>One line of an answer. As in Go's <c>omitempty</c>, what is null is left out.</summary>
internal sealed record ModelLine
{
    public required string Model { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Set by <c>/api/chat</c>.</summary>
    public ModelLineMessage? Message { get; init; }

    /// <summary>Set by <c>/api/generate</c>.</summary>
    public string? Response { get; init; }

    public string? DoneReason { get; init; }

    public required bool Done { get; init; }

    // Durations in nanoseconds.
    public long? TotalDuration { get; init; }

    public long? LoadDuration { get; init; }

    public int? PromptEvalCount { get; init; }

    public long? PromptEvalDuration { get; init; }

    public int? EvalCount { get; init; }

    public long? EvalDuration { get; init; }
}

internal sealed record ModelLineMessage(string Role, string Content, string? Thinking = null);

internal sealed record ModelError(string Error);

internal sealed record ModelVersion(string Version);

internal sealed record ModelNameRequest(string? Model, string? Name, bool? Stream);

internal sealed record ModelTags(IReadOnlyList<ModelTag> Models);

internal sealed record ModelTag(
    string Name, string Model, DateTime? ModifiedAt, long Size, string Digest, ModelTagDetails Details,
    DateTime? ExpiresAt = null, long? SizeVram = null, int? ContextLength = null);

internal sealed record ModelTagDetails(
    string ParentModel, string Format, string Family, IReadOnlyList<string> Families,
    string ParameterSize, string QuantizationLevel);

internal sealed record ModelShow(
    string Parameters, string Template, ModelTagDetails Details, Dictionary<string, JsonElement> ModelInfo,
    IReadOnlyList<string> Capabilities, DateTime ModifiedAt);

internal sealed record ModelEmbedRequest(string? Model, JsonElement? Input, int? Dimensions);

internal sealed record ModelEmbeddings(
    string Model, IReadOnlyList<float[]> Embeddings, long? TotalDuration, long? LoadDuration, int? PromptEvalCount);

internal sealed record PullProgress(string Status, string? Digest = null, long? Total = null, long? Completed = null);

/// <summary>JSON of the wire records, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ModelRequest))]
[JsonSerializable(typeof(ModelLine))]
[JsonSerializable(typeof(ModelError))]
[JsonSerializable(typeof(ModelVersion))]
[JsonSerializable(typeof(ModelNameRequest))]
[JsonSerializable(typeof(ModelTags))]
[JsonSerializable(typeof(ModelShow))]
[JsonSerializable(typeof(ModelEmbedRequest))]
[JsonSerializable(typeof(ModelEmbeddings))]
[JsonSerializable(typeof(PullProgress))]
internal sealed partial class ModelJsonContext : JsonSerializerContext;

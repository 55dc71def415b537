using System.Text.Json;
using System.Text.Json.Serialization;
using JamieDaemon.Answering;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.Interactions;

/// <summary>How an answer came about. It travels as the value of the Details button, so that Slack remembers it and Jamie need not.</summary>
internal sealed record AnswerDetails : Discreet
{
    private const int LongestValue = 2000;

    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("m")]
    public string? Model { get; init; }

    [JsonPropertyName("in")]
    public long? PromptTokens { get; init; }

    [JsonPropertyName("out")]
    public long? AnswerTokens { get; init; }

    /// <summary>All times in milliseconds.</summary>
    [JsonPropertyName("q")]
    public long QueueWait { get; init; }

    [JsonPropertyName("f")]
    public long? FirstWord { get; init; }

    [JsonPropertyName("l")]
    public long? Loading { get; init; }

    [JsonPropertyName("r")]
    public long? Reading { get; init; }

    [JsonPropertyName("w")]
    public long? Writing { get; init; }

    [JsonPropertyName("t")]
    public long Total { get; init; }

    [JsonPropertyName("tr")]
    public string? TraceId { get; init; }

    public static AnswerDetails Of(Question question, AnswerSummary summary) => new()
    {
        Id = question.Id,
        Model = summary.Model is { Length: > 200 } long200 ? long200[..200] : summary.Model,
        PromptTokens = summary.PromptTokens,
        AnswerTokens = summary.AnswerTokens,
        QueueWait = (long)summary.QueueWait.TotalMilliseconds,
        FirstWord = Milliseconds(summary.FirstWord),
        Loading = Milliseconds(summary.Loading),
        Reading = Milliseconds(summary.Reading),
        Writing = Milliseconds(summary.Writing),
        Total = (long)summary.Total.TotalMilliseconds,
        TraceId = summary.TraceId,
    };

    public string ToValue() => JsonSerializer.Serialize(this, AnswerDetailsJsonContext.Default.AnswerDetails);

    /// <returns><see langword="null"/> for a value that is none of ours.</returns>
    public static AnswerDetails? Read(string? value)
    {
        if (value is not { Length: > 0 and <= LongestValue }) return null;
        try
        {
            return JsonSerializer.Deserialize(value, AnswerDetailsJsonContext.Default.AnswerDetails);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long? Milliseconds(TimeSpan? span) => span is { } known ? (long)known.TotalMilliseconds : null;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AnswerDetails))]
internal sealed partial class AnswerDetailsJsonContext : JsonSerializerContext;

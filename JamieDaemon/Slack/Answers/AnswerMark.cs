using System.Text.Json;
using System.Text.Json.Serialization;
using JamieDaemon.Slack.Json;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>The payload of <c>jamie_answer</c> metadata: which message of which answer this is.</summary>
/// <param name="QuestionId">Whose answer.</param>
/// <param name="Part">Which of its messages.</param>
/// <param name="IsLast">With this message the answer was complete.</param>
/// <seealso href="https://docs.slack.dev/messaging/message-metadata"/>
internal sealed record AnswerMark(string QuestionId, int Part, bool IsLast = false)
{
    /// <summary>The metadata's event type, by which Jamie knows its own answers.</summary>
    public const string EventType = "jamie_answer";

    /// <summary>The metadata of a message that carries this mark.</summary>
    public MessageMetadata ToMetadata() => new()
    {
        EventType = EventType,
        EventPayload = JsonSerializer.SerializeToElement(this, AnswerMarkContext.Default.AnswerMark),
    };

    /// <summary>Whether it is on the same message of the same answer.</summary>
    public bool IsSamePlaceAs(AnswerMark? other) => other is not null && other.QuestionId == QuestionId && other.Part == Part;

    /// <summary>The mark that a message carries; any app may write metadata of any shape, so whatever is not a mark reads as none.</summary>
    public static AnswerMark? Read(SlackMessage message) =>
        message.Metadata is { EventType: EventType, EventPayload: { ValueKind: JsonValueKind.Object } payload }
        && payload.TryGetProperty("question_id"u8, out var question) && question.ValueKind == JsonValueKind.String
        && payload.TryGetProperty("part"u8, out var part) && part.ValueKind == JsonValueKind.Number && part.TryGetInt32(out var number)
            ? new AnswerMark(question.GetWholeString(), number, payload.TryGetProperty("is_last"u8, out var last) && last.ValueKind == JsonValueKind.True)
            : null;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AnswerMark))]
internal sealed partial class AnswerMarkContext : JsonSerializerContext;

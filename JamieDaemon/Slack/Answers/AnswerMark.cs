using System.Text.Json.Serialization;

namespace JamieDaemon.Slack.Answers;

/// <summary>The payload of <c>jamie_answer</c> metadata: which message of which answer this is.</summary>
/// <seealso href="https://docs.slack.dev/messaging/message-metadata"/>
public sealed record AnswerMark(string QuestionId, int Part)
{
    /// <summary>The metadata's event type, by which Jamie knows its own answers.</summary>
    public const string EventType = "jamie_answer";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AnswerMark))]
internal sealed partial class AnswerMarkContext : JsonSerializerContext;

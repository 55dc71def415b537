using System.Text.Json.Serialization;
using JamieDaemon.Answering;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Terminal;

/// <summary>One question with its answer, as <c>--json</c> prints it for scripts: one line each.</summary>
internal sealed record TerminalReply
{
    public required string Id { get; init; }

    public required string Question { get; init; }

    /// <summary>The whole answer, or what there was of it.</summary>
    public required string Answer { get; init; }

    /// <summary>What Jamie says about the answer, as what was left out of the question's context; <see langword="null"/> for nothing.</summary>
    public string? Note { get; init; }

    /// <summary><c>answered</c>, <c>failed</c>, <c>stopped</c> or <c>refused</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why there is no (whole) answer.</summary>
    public string? Problem { get; init; }

    public string? Model { get; init; }

    public required double DurationMs { get; init; }

    public double? QueueMs { get; init; }

    public double? FirstWordMs { get; init; }

    public double? LoadMs { get; init; }

    public long? PromptTokens { get; init; }

    public long? AnswerTokens { get; init; }

    [JsonIgnore]
    public bool IsAnswered => Status == "answered";

    public static TerminalReply Of(Question question, string answer, IReadOnlyList<string> notes, AnswerEnding? ending, TimeSpan took)
    {
        var reply = new TerminalReply
        {
            Id = question.Id,
            Question = SecretRedactor.Redact(question.Text),
            Answer = answer,
            Note = notes.Count > 0 ? string.Join(' ', notes) : null,
            Status = "failed",
            DurationMs = Math.Round(took.TotalMilliseconds),
        };
        return ending switch
        {
            AnswerEnding.Completed { Summary: var summary } => reply with
            {
                Status = "answered",
                Model = summary.Model,
                QueueMs = Math.Round(summary.QueueWait.TotalMilliseconds),
                FirstWordMs = Milliseconds(summary.FirstWord),
                LoadMs = Milliseconds(summary.Loading),
                PromptTokens = summary.PromptTokens,
                AnswerTokens = summary.AnswerTokens,
            },
            AnswerEnding.Apologised { Sentence: var why } => reply with { Problem = why },
            AnswerEnding.Refused { Sentence: var why } => reply with { Status = "refused", Problem = why },
            AnswerEnding.Stopped or AnswerEnding.Withdrawn => reply with { Status = "stopped", Problem = "Stopped." },
            _ => reply with { Problem = "The answer came to no end." },
        };
    }

    private static double? Milliseconds(TimeSpan? time) => time is { } known ? Math.Round(known.TotalMilliseconds) : null;
}

/// <summary>JSON of the replies, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TerminalReply))]
internal sealed partial class TerminalJsonContext : JsonSerializerContext;

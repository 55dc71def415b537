using System.Diagnostics;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Answering;

/// <summary>Gathers the figures of one answer while it streams by.</summary>
internal sealed class AnswerTally(Question question, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private TimeSpan? _firstWord;
    private string? _model;
    private UsageDetails? _usage;

    public bool HasWords => _firstWord is not null;

    public void Add(ChatResponseUpdate update, bool hasText)
    {
        if (hasText) _firstWord ??= time.GetElapsedTime(_started);
        _model ??= update.ModelId;
        _usage = ModelUsage.In(update) ?? _usage;
    }

    public ModelUse ToUse() => new(_model, _usage?.InputTokenCount, _usage?.OutputTokenCount);

    public AnswerSummary ToSummary() => new()
    {
        Model = _model,
        PromptTokens = _usage?.InputTokenCount,
        AnswerTokens = _usage?.OutputTokenCount,
        QueueWait = time.GetElapsedTime(question.ReceivedAt, _started),
        FirstWord = _firstWord,
        Loading = Nanoseconds("load_duration"),
        Reading = Nanoseconds("prompt_eval_duration"),
        Writing = Nanoseconds("eval_duration"),
        Total = time.GetElapsedTime(question.ReceivedAt),
        TraceId = Activity.Current is { Recorded: true } span ? span.TraceId.ToHexString() : null,
    };

    /// <summary>Ollama's own names and units; another model's server may report nothing of the kind.</summary>
    private TimeSpan? Nanoseconds(string name) =>
        _usage?.AdditionalCounts is { } counts && counts.TryGetValue(name, out var nanoseconds) ? TimeSpan.FromTicks(nanoseconds / 100) : null;
}

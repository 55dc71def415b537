using JamieDaemon.Telemetry;

namespace JamieDaemon.Answering;

/// <summary>How an answer ends. A closed set: whoever shows answers must know them all.</summary>
public abstract record AnswerEnding : Discreet
{
    private AnswerEnding()
    {
    }

    /// <summary>The whole text has arrived.</summary>
    public sealed record Completed(AnswerSummary Summary) : AnswerEnding;

    /// <summary>There is no (whole) answer: the sentence says why, below what was said so far.</summary>
    /// <param name="Sentence">For the asker.</param>
    /// <param name="ErrorType">For the metrics: one of <see cref="Telemetry.ErrorType"/>.</param>
    public sealed record Apologised(string Sentence, string ErrorType) : AnswerEnding;

    /// <summary>Somebody stopped it: what was said so far stands, and below it that it was stopped.</summary>
    /// <param name="By">The chat's id of who did; <see langword="null"/> when it is not known.</param>
    public sealed record Stopped(string? By) : AnswerEnding;

    /// <summary>The asker may not ask: only the asker hears the sentence.</summary>
    public sealed record Refused(string Sentence) : AnswerEnding;

    /// <summary>There is nothing to answer after all: nothing is left to see of it.</summary>
    public sealed record Withdrawn : AnswerEnding;
}

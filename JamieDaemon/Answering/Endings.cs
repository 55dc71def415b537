using JamieDaemon.Telemetry;

namespace JamieDaemon.Answering;

/// <summary>What the end looks like for each reason to leave a question.</summary>
internal static class Endings
{
    /// <summary>Of a question that nobody has worked on: one that may not have been meant for Jamie leaves no trace.</summary>
    public static AnswerEnding OfWaiting(Question question, Stop stop) => stop.Cause switch
    {
        _ when question.IsFollowUp => new AnswerEnding.Withdrawn(),
        StopCause.Late => new AnswerEnding.Apologised(Apology.LateInLine(question.Id), ErrorType.Timeout),
        _ => Of(question, stop),
    };

    /// <param name="question">What is left.</param>
    /// <param name="stop">Why.</param>
    /// <param name="summary">What it took until then; <see langword="null"/> when nothing was said.</param>
    public static AnswerEnding Of(Question question, Stop stop, AnswerSummary? summary = null) => stop.Cause switch
    {
        StopCause.Deleted => new AnswerEnding.Withdrawn(),
        StopCause.Late => new AnswerEnding.Apologised(summary is null ? Apology.Late(question.Id) : Apology.LateHalfway(question.Id), ErrorType.Timeout),
        _ => new AnswerEnding.Stopped(stop.By, summary),
    };
}

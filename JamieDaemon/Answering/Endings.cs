namespace JamieDaemon.Answering;

/// <summary>What the end looks like for each reason to leave a question.</summary>
internal static class Endings
{
    /// <summary>Of a question that nobody has worked on: one that may not have been meant for Jamie leaves no trace.</summary>
    public static AnswerEnding OfWaiting(Question question, Stop stop) => question.IsFollowUp ? new AnswerEnding.Withdrawn() : Of(stop);

    /// <param name="stop">Why it is left.</param>
    /// <param name="summary">What it took until then; <see langword="null"/> when nothing was said.</param>
    public static AnswerEnding Of(Stop stop, AnswerSummary? summary = null) => stop.Cause switch
    {
        StopCause.Deleted => new AnswerEnding.Withdrawn(),
        _ => new AnswerEnding.Stopped(stop.By, summary),
    };
}

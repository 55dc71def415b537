namespace JamieDaemon.Answering;

/// <summary>What the end looks like for each reason to leave a question.</summary>
internal static class Endings
{
    /// <summary>Of a question that nobody has worked on: one that may not have been meant for Jamie leaves no trace.</summary>
    public static AnswerEnding OfWaiting(Question question, Stop stop) => question.IsFollowUp ? new AnswerEnding.Withdrawn() : Of(stop);

    public static AnswerEnding Of(Stop stop) => stop.Cause switch
    {
        StopCause.Deleted => new AnswerEnding.Withdrawn(),
        _ => new AnswerEnding.Stopped(stop.By),
    };
}

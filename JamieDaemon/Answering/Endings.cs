namespace JamieDaemon.Answering;

/// <summary>What the end looks like for each reason to leave a question.</summary>
internal static class Endings
{
    public static AnswerEnding Of(Stop stop) => stop.Cause switch
    {
        StopCause.Deleted => new AnswerEnding.Withdrawn(),
        _ => new AnswerEnding.Stopped(stop.By),
    };
}

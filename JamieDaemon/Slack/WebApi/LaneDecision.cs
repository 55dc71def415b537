namespace JamieDaemon.Slack.WebApi;

/// <summary>What a call does at its lane.</summary>
internal enum LaneDecision
{
    Go,
    Wait,

    /// <summary>The limit lasts longer than the call may wait.</summary>
    GiveUp,
}

/// <summary>Decides what a call does at its lane.</summary>
internal static class LaneRules
{
    /// <param name="blocked">How long the lane is closed from now, or null when it is not limited at all.</param>
    /// <param name="patience">How long the call may wait; null: as long as it takes.</param>
    public static LaneDecision Decide(TimeSpan? blocked, TimeSpan? patience) => (blocked, patience) switch
    {
        (null, _) => LaneDecision.Go,
        (_, { } limit) when limit < blocked || limit == TimeSpan.Zero => LaneDecision.GiveUp,
        _ => LaneDecision.Wait,
    };
}

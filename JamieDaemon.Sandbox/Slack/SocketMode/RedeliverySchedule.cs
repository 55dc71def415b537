namespace JamieDaemon.Sandbox.Slack.SocketMode;

/// <summary>When Slack tries again: at once, after one minute, after five (https://docs.slack.dev/apis/events-api).</summary>
internal static class RedeliverySchedule
{
    /// <summary>How long the app has to ack.</summary>
    public static readonly TimeSpan AckWithin = TimeSpan.FromSeconds(3);

    /// <summary>The wait after that attempt (0 is the first delivery) failed; null when it was the last.</summary>
    public static TimeSpan? WaitAfter(int attempt, double timeScale) => attempt switch
    {
        0 => TimeSpan.Zero,
        1 => TimeSpan.FromMinutes(1) * timeScale,
        2 => TimeSpan.FromMinutes(5) * timeScale,
        _ => null,
    };
}

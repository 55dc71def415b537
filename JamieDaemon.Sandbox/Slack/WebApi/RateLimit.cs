namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>How often a method may be called: a steady rate, and how much of it may come at once.</summary>
internal sealed record RateLimit(double PerSecond, int Burst)
{
    public static readonly RateLimit Tier2 = PerMinute(20);
    public static readonly RateLimit Tier3 = PerMinute(50);
    public static readonly RateLimit Tier4 = PerMinute(100);

    /// <summary>chat.postMessage: one a second in a channel, and a short burst.</summary>
    public static readonly RateLimit Posting = new(1, 3);

    /// <summary>Special tier without a published figure.</summary>
    public static readonly RateLimit None = new(double.PositiveInfinity, 1);

    private static RateLimit PerMinute(int calls) => new(calls / 60.0, calls);
}

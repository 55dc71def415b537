namespace JamieDaemon.Slack.WebApi;

/// <summary>What came of one HTTP request: how it ended, Slack's answer if there was one, else the reason.</summary>
internal readonly record struct SlackReply<T>(CallEnding Ending)
    where T : SlackResponse
{
    public T? Response { get; init; }

    /// <summary>For <see cref="CallEnding.RateLimited"/>.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>A clause for an exception's message.</summary>
    public string? Reason { get; init; }
    public Exception? Cause { get; init; }
}

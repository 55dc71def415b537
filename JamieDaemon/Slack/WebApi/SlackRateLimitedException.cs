namespace JamieDaemon.Slack.WebApi;

/// <summary>Passing: the method (in this channel) is rate limited for longer than the caller's patience.</summary>
public sealed class SlackRateLimitedException(string method, TimeSpan retryAfter)
    : SlackException(
        method, $"Slack limits {method} for another {retryAfter.TotalSeconds:0.#} s, longer than this call may wait.", null)
{
    /// <summary>How long the limit lasts from now.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}

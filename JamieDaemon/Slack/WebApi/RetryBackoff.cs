namespace JamieDaemon.Slack.WebApi;

/// <summary>The pause before a failed call is repeated: anywhere between nothing and 1 s, 2 s, 4 s … (full jitter).</summary>
/// <remarks>https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter</remarks>
internal static class RetryBackoff
{
    private static readonly TimeSpan Base = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <param name="failures">How many tries have failed, from 1.</param>
    /// <param name="chance">From 0 (inclusive) to 1 (exclusive).</param>
    public static TimeSpan Delay(int failures, double chance)
    {
        var ceiling = Base * Math.Pow(2, failures - 1);
        return chance * (ceiling < Longest ? ceiling : Longest);
    }
}

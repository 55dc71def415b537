namespace JamieDaemon.Slack;

/// <summary>
/// The pause before something that failed is tried again: anywhere between nothing and 1 s, 2 s, 4 s …, so that many clients that fell
/// together do not come back together.
/// </summary>
/// <seealso href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/"/>
public static class FullJitter
{
    private static readonly TimeSpan Base = TimeSpan.FromSeconds(1);

    /// <param name="failures">How many tries have failed, from 1.</param>
    /// <param name="chance">From 0 (inclusive) to 1 (exclusive).</param>
    /// <param name="longest">The ceiling that the doubling ends at.</param>
    public static TimeSpan Delay(int failures, double chance, TimeSpan longest)
    {
        var ceiling = Base * Math.Pow(2, Math.Min(failures - 1, 30));
        return chance * (ceiling < longest ? ceiling : longest);
    }
}

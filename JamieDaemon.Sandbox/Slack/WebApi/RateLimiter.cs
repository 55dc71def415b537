namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>A steadily refilling bucket for each key, kept as the one time at which it will be full again (GCRA).</summary>
internal sealed class RateLimiter(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Method, string Channel), TimeSpan> _fullAt = [];
    private readonly long _start = time.GetTimestamp();

    /// <summary>Takes one call; null when it may go ahead, else how long to wait for the next.</summary>
    public TimeSpan? Take(string method, string channel, RateLimit limit)
    {
        if (limit == RateLimit.None)
            return null;
        var interval = TimeSpan.FromSeconds(1 / limit.PerSecond);
        var now = time.GetElapsedTime(_start);
        lock (_lock)
        {
            var fullAt = _fullAt.GetValueOrDefault((method, channel));
            var used = fullAt > now ? fullAt - now : TimeSpan.Zero;
            var wait = used - interval * (limit.Burst - 1);
            if (wait > TimeSpan.Zero)
                return wait;
            _fullAt[(method, channel)] = now + used + interval;
            return null;
        }
    }
}

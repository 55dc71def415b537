namespace JamieDaemon.Slack.Answers;

/// <summary>An allowance that is refilled evenly and holds at most ten seconds' worth.</summary>
/// <remarks>System.Threading.RateLimiting has one too, but it refills by a timer of its own and knows no <see cref="TimeProvider"/>.</remarks>
internal sealed class TokenBucket(int perMinute, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly double _perSecond = perMinute / 60.0;
    private readonly double _most = Math.Max(1, perMinute / 6.0);
    private double _left = Math.Max(1, perMinute / 6.0);
    private long _at = time.GetTimestamp();

    /// <returns>Whether there was one left.</returns>
    public bool TryTake()
    {
        if (_perSecond == 0) return false;
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _left = Math.Min(_most, _left + (time.GetElapsedTime(_at, now).TotalSeconds * _perSecond));
            _at = now;
            if (_left < 1) return false;
            _left--;
            return true;
        }
    }
}

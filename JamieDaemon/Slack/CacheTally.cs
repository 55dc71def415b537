namespace JamieDaemon.Slack;

/// <summary>How often something was looked up in a memory, and how often it was there.</summary>
internal sealed class CacheTally
{
    private long _hits;
    private long _misses;

    public long Hits => Volatile.Read(ref _hits);

    public long Misses => Volatile.Read(ref _misses);

    public void Hit() => Interlocked.Increment(ref _hits);

    public void Miss() => Interlocked.Increment(ref _misses);

    public void Count(bool isHit)
    {
        if (isHit) Hit();
        else Miss();
    }
}

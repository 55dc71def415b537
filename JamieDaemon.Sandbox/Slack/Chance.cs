namespace JamieDaemon.Sandbox.Slack;

/// <summary>A seeded source of chance that several threads may ask.</summary>
internal sealed class Chance(int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    /// <summary>True for that share (0 to 1) of all questions.</summary>
    public bool Happens(double share)
    {
        if (share <= 0)
            return false;
        lock (_lock)
            return _random.NextDouble() < share;
    }
}

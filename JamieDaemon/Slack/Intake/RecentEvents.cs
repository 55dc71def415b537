namespace JamieDaemon.Slack.Intake;

/// <summary>Remembers for an hour what was taken, so that nothing is answered twice.</summary>
/// <remarks>Slack redelivers for more than five minutes; a copy was seen after 368 s (https://github.com/NousResearch/hermes-agent/issues/40064).</remarks>
internal sealed class RecentEvents
{
    /// <summary>How long a key is remembered at least.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    /// <summary>Keys held at the most; beyond it the oldest are forgotten first.</summary>
    public const int Capacity = 1_000_000;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly HashSet<UInt128> _known = [];
    private readonly Queue<(UInt128 Key, long At)> _order = new();

    /// <param name="before">What an earlier process has taken: Slack may bring it again to this one. The clock may have jumped since, so nobody asks when.</param>
    /// <param name="time">The clock.</param>
    public RecentEvents(IEnumerable<UInt128> before, TimeProvider time)
    {
        _time = time;
        var now = time.GetTimestamp();
        foreach (var key in before) Remember(key, now);
    }

    /// <summary>A hit is a redelivery.</summary>
    public CacheTally Tally { get; } = new();

    /// <summary>Remembers a turn.</summary>
    /// <returns><see langword="false"/> when it is known already.</returns>
    public bool TryAdd(TurnKey key)
    {
        var now = _time.GetTimestamp();
        lock (_lock)
        {
            Forget(now);
            var isKnown = _known.Contains(key.Value);
            Tally.Count(isKnown);
            if (isKnown) return false;
            Remember(key.Value, now);
            return true;
        }
    }

    /// <summary>Forgets a turn that could not be taken after all, so that its redelivery can.</summary>
    public void Remove(TurnKey key)
    {
        lock (_lock) _known.Remove(key.Value);
    }

    private void Remember(UInt128 key, long now)
    {
        _known.Add(key);
        _order.Enqueue((key, now));
    }

    private void Forget(long now)
    {
        while (_order.TryPeek(out var oldest) && (_order.Count >= Capacity || _time.GetElapsedTime(oldest.At, now) > Memory))
            _known.Remove(_order.Dequeue().Key);
    }
}

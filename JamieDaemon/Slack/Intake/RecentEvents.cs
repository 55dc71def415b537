using JamieDaemon.Answering;

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

    /// <param name="before">What an earlier process has taken: Slack may bring it again to this one.</param>
    /// <param name="time">The clock.</param>
    public RecentEvents(IReadOnlyList<RecentTurn> before, TimeProvider time)
    {
        _time = time;
        var now = time.GetUtcNow();
        foreach (var turn in before)
        {
            var at = time.GetTimestamp() - (long)((now - turn.At).TotalSeconds * time.TimestampFrequency);
            foreach (var key in turn.Keys) Remember(key, at);
        }
    }

    /// <summary>A hit is a redelivery.</summary>
    public CacheTally Tally { get; } = new();

    /// <summary>Remembers a turn.</summary>
    /// <returns><see langword="false"/> when the event or the turn is known already.</returns>
    public bool TryAdd(EventKeys keys)
    {
        var now = _time.GetTimestamp();
        lock (_lock)
        {
            Forget(now);
            var isKnown = _known.Contains(keys.Event) || _known.Contains(keys.Turn);
            Tally.Count(isKnown);
            if (isKnown) return false;
            Remember(keys.Event, now);
            if (keys.Turn != keys.Event) Remember(keys.Turn, now);
            return true;
        }
    }

    /// <summary>Forgets a turn that could not be taken after all, so that its redelivery can.</summary>
    public void Remove(EventKeys keys)
    {
        lock (_lock)
        {
            _known.Remove(keys.Event);
            _known.Remove(keys.Turn);
        }
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

using JamieDaemon.Slack.SocketMode;

namespace JamieDaemon.Slack.Intake;

/// <summary>Remembers for an hour what was taken, so that nothing is answered twice.</summary>
/// <remarks>
/// Slack redelivers for more than five minutes; a copy was seen after 368 s (https://github.com/NousResearch/hermes-agent/issues/40064).
/// One acknowledgement is enough for Slack to bring a turn no more. As long as the turn is not settled, none of its copies is acknowledged either.
/// </remarks>
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
    private readonly Dictionary<UInt128, List<Delivery>> _unsettled = [];

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

    /// <summary>Remembers a turn that is settled.</summary>
    /// <returns><see langword="false"/> when it is known already.</returns>
    public bool TryAdd(TurnKey key)
    {
        lock (_lock) return TryRemember(key.Value);
    }

    /// <summary>Remembers a turn that is lost when this process is: until <see cref="Settle"/>.</summary>
    /// <param name="key">The turn.</param>
    /// <param name="first">What it came in; <see langword="null"/> when it was found.</param>
    /// <returns><see langword="false"/> when it is known already.</returns>
    public bool TryTakeUp(TurnKey key, Delivery? first = null)
    {
        lock (_lock)
        {
            if (!TryRemember(key.Value)) return false;
            _unsettled[key.Value] = first is { } delivery ? [delivery] : [];
            return true;
        }
    }

    /// <summary>Has a copy of a known turn acknowledged as soon as that is settled. One whose turn could not be taken meanwhile is left to Slack.</summary>
    public void Acknowledge(TurnKey key, Delivery copy)
    {
        lock (_lock)
        {
            if (_unsettled.TryGetValue(key.Value, out var waiting)) waiting.Add(copy);
            if (waiting is not null || !_known.Contains(key.Value)) return;
        }

        copy.Acknowledge();
    }

    /// <summary>A turn is safe, or done: all that brought it is acknowledged.</summary>
    public void Settle(TurnKey key)
    {
        List<Delivery>? waiting;
        lock (_lock) _unsettled.Remove(key.Value, out waiting);
        if (waiting is null) return;
        foreach (var delivery in waiting) delivery.Acknowledge();
    }

    /// <summary>Forgets a turn that could not be taken after all, so that its redelivery can.</summary>
    public void Remove(TurnKey key)
    {
        lock (_lock)
        {
            _known.Remove(key.Value);
            _unsettled.Remove(key.Value);
        }
    }

    /// <summary>Forgets a turn unless it was settled meanwhile.</summary>
    public void Abandon(TurnKey key)
    {
        lock (_lock)
        {
            if (_unsettled.Remove(key.Value)) _known.Remove(key.Value);
        }
    }

    private bool TryRemember(UInt128 key)
    {
        var now = _time.GetTimestamp();
        Forget(now);
        var isKnown = _known.Contains(key);
        Tally.Count(isKnown);
        if (isKnown) return false;
        Remember(key, now);
        return true;
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

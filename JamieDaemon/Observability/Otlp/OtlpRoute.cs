namespace JamieDaemon.Observability.Otlp;

/// <summary>The way of one signal to one destination: how much waits there, how much never arrived, and what is in the way.</summary>
public sealed class OtlpRoute(string destination, OtlpSignal signal)
{
    private readonly Lock _changing = new();
    private Action<OtlpRoute>? _hear;
    private int _waiting;
    private long _lost;
    private volatile Obstacle? _obstacle;
    private volatile bool _hasArrived;
    private volatile bool _isUnreachable;
    private volatile string? _problem;

    public string Destination { get; } = destination;

    public OtlpSignal Signal { get; } = signal;

    /// <summary>Spans, records and metrics that the destination did not get.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>Why the last export failed; <see langword="null"/> when it did not.</summary>
    public string? Problem => _problem;

    /// <summary>Whether the destination ever took anything.</summary>
    public bool HasArrived => _hasArrived;

    /// <summary>The signals that go to the same place. When one gets through, the way is free for all.</summary>
    public IReadOnlyList<OtlpRoute> Beside { get; set; } = [];

    /// <summary>Takes a place in a queue of so many; without one the thing is lost, and counted.</summary>
    /// <remarks>The SDK's queues drop silently, so none ever gets more than it holds.</remarks>
    public bool TryQueue(int places)
    {
        if (Interlocked.Increment(ref _waiting) <= places) return true;
        Interlocked.Decrement(ref _waiting);
        Interlocked.Increment(ref _lost);
        return false;
    }

    /// <summary>Has somebody hear when it is blocked, at once if it is already, and when it is free again.</summary>
    public void WhenChanged(Action<OtlpRoute> hear)
    {
        lock (_changing)
        {
            _hear = hear;
            if (_problem is not null) hear(this);
        }
    }

    public void Dequeue(long count) => Interlocked.Add(ref _waiting, -(int)count);

    /// <summary>Says what was answered to the request that is just being sent.</summary>
    public void Met(string answer) => _obstacle = new Obstacle(answer, IsOnTheWay: false);

    /// <summary>Says why nobody answered it.</summary>
    public void CouldNotReach(string why) => _obstacle = new Obstacle(why, IsOnTheWay: true);

    /// <summary>Says that the destination took the request, and left out some of it.</summary>
    public void Rejected(long count, string why)
    {
        Interlocked.Add(ref _lost, count);
        Met(why.Length > 0 ? $"some were rejected, \"{why}\"" : "some were rejected");
    }

    /// <summary>An export has ended.</summary>
    /// <param name="arrived">Whether the destination took it.</param>
    /// <param name="count">How much it was.</param>
    public void Exported(bool arrived, long count)
    {
        var obstacle = _obstacle;
        _obstacle = null;
        if (!arrived)
        {
            Interlocked.Add(ref _lost, count);
            Stand(obstacle ?? new Obstacle("it was not taken", IsOnTheWay: false));
            return;
        }

        _hasArrived = true;
        Stand(obstacle);
        foreach (var other in Beside) other.WayIsFree();
    }

    /// <summary>A signal may have nothing to send for hours; it is not to be called blocked by what blocks nobody any more.</summary>
    private void WayIsFree()
    {
        if (_isUnreachable) Stand(obstacle: null);
    }

    private void Stand(Obstacle? obstacle)
    {
        lock (_changing)
        {
            var changed = obstacle is null != _problem is null;
            _isUnreachable = obstacle is { IsOnTheWay: true };
            _problem = obstacle?.Said;
            if (changed) _hear?.Invoke(this);
        }
    }

    /// <param name="Said">In words.</param>
    /// <param name="IsOnTheWay">It is the place that cannot be reached, whatever is sent there.</param>
    private sealed record Obstacle(string Said, bool IsOnTheWay);
}

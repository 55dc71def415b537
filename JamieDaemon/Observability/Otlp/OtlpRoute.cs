namespace JamieDaemon.Observability.Otlp;

/// <summary>The way of one signal to one destination: how much waits there, how much never arrived, and what is in the way.</summary>
public sealed class OtlpRoute(string destination, OtlpSignal signal)
{
    private readonly Lock _changing = new();
    private Action<OtlpRoute>? _hear;
    private int _waiting;
    private long _lost;
    private volatile string? _obstacle;
    private volatile string? _problem;

    public string Destination { get; } = destination;

    public OtlpSignal Signal { get; } = signal;

    /// <summary>Spans, records and metrics that the destination did not get.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>Why the last export failed; <see langword="null"/> when it did not.</summary>
    public string? Problem => _problem;

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

    /// <summary>Says what the request met with that is just being sent.</summary>
    public void Met(string obstacle) => _obstacle = obstacle;

    /// <summary>An export has ended.</summary>
    /// <param name="arrived">Whether the destination took it.</param>
    /// <param name="count">How much it was.</param>
    public void Exported(bool arrived, long count)
    {
        var obstacle = _obstacle ?? "it was not taken";
        _obstacle = null;
        if (!arrived) Interlocked.Add(ref _lost, count);
        lock (_changing)
        {
            var changed = arrived != _problem is null;
            _problem = arrived ? null : obstacle;
            if (changed) _hear?.Invoke(this);
        }
    }
}

namespace JamieDaemon.Sandbox.Slack.SocketMode;

/// <summary>What the app's acks looked like: how many, how fast, and how many were wrong.</summary>
public sealed class SlackAcks
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _latencies = [];
    private int _unknown;
    private int _repeated;
    private int _onOtherSocket;
    private int _malformed;

    internal SlackAcks()
    {
    }

    /// <summary>Envelopes that were acked, each counted once.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _latencies.Count;
        }
    }

    /// <summary>Acks whose envelope_id was never handed out, or is long forgotten.</summary>
    public int Unknown => Volatile.Read(ref _unknown);

    /// <summary>Acks of an envelope that was acked before.</summary>
    public int Repeated => Volatile.Read(ref _repeated);

    /// <summary>Acks that came in over a socket that had not delivered the envelope.</summary>
    public int OnOtherSocket => Volatile.Read(ref _onOtherSocket);

    /// <summary>Frames that are no ack at all.</summary>
    public int Malformed => Volatile.Read(ref _malformed);

    /// <summary>From writing each envelope to reading its first ack, in the order of the acks.</summary>
    public IReadOnlyList<TimeSpan> Latencies()
    {
        lock (_lock)
            return [.. _latencies];
    }

    internal void First(TimeSpan latency)
    {
        lock (_lock)
            _latencies.Add(latency);
    }

    internal void CountUnknown() => Interlocked.Increment(ref _unknown);

    internal void CountRepeated() => Interlocked.Increment(ref _repeated);

    internal void CountOtherSocket() => Interlocked.Increment(ref _onOtherSocket);

    internal void CountMalformed() => Interlocked.Increment(ref _malformed);
}

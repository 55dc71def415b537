namespace JamieDaemon.Sandbox.Slack.SocketMode;

/// <summary>The open Socket Mode connections of the app: at most ten, each payload for exactly one of them.</summary>
public sealed class SlackSockets
{
    internal const int Max = 10;
    private readonly Lock _lock = new();
    private readonly Waiters<SlackSockets> _waiters = new();
    private readonly TimeProvider _time;
    private SlackSocket[] _open = [];
    private TimeSpan _longestGap;
    private long? _emptySince;
    private int _turn;
    private int _opened;
    private int _lost;

    internal SlackSockets(TimeProvider time) => _time = time;

    /// <summary>Connections that were sent a hello and have not ended, oldest first.</summary>
    public IReadOnlyList<SlackSocket> Open => Volatile.Read(ref _open);

    /// <summary>Connections that were ever sent a hello.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>Payloads nobody acked in time, after every redelivery.</summary>
    public int Lost => Volatile.Read(ref _lost);

    public SlackAcks Acks { get; } = new();

    /// <summary>The longest time without any open connection, since the first hello or the last reset.</summary>
    public TimeSpan LongestGap
    {
        get
        {
            lock (_lock)
                return Longest();
        }
    }

    /// <summary>Measures the longest gap from now on.</summary>
    public void ResetLongestGap()
    {
        lock (_lock)
        {
            _longestGap = TimeSpan.Zero;
            _emptySince = _emptySince is null ? null : _time.GetTimestamp();
        }
    }

    public void KillAll() => Kill(int.MaxValue);

    /// <summary>Resets that many connections, oldest first.</summary>
    public void Kill(int count) => ForOldest(count, socket => socket.Kill());

    /// <summary>Half-opens that many connections, oldest first.</summary>
    public void Freeze(int count = int.MaxValue) => ForOldest(count, socket => socket.Freeze());

    /// <summary>Announces and then closes that many connections, as Slack does every few hours.</summary>
    public void Refresh(string reason = "warning", int count = int.MaxValue) =>
        ForOldest(count, socket => socket.Refresh(reason));

    /// <summary>Tells every connection why it ends and closes it at once.</summary>
    public void SendDisconnect(string reason) => ForOldest(int.MaxValue, socket => socket.Disconnect(reason));

    /// <summary>Waits until the condition holds; it is asked again whenever a socket comes, goes, acks or pongs.</summary>
    public Task WhenAsync(Func<SlackSockets, bool> condition, CancellationToken cancellationToken) =>
        _waiters.WhenAsync(condition, () => [this], cancellationToken);

    /// <summary>Says hello to the connection and opens it; false when there are too many already.</summary>
    internal bool TryOpen(SlackSocket socket, SlackTeam team)
    {
        lock (_lock)
        {
            if (_open.Length >= Max)
            {
                socket.SendText(EnvelopeWriter.TooManyWebsockets(team, _open.Length));
                return false;
            }

            // Under the lock, so that no envelope can overtake the hello.
            socket.SendText(EnvelopeWriter.Hello(team, _open.Length + 1));
            _longestGap = Longest();
            _emptySince = null;
            _opened++;
            Volatile.Write(ref _open, [.. _open, socket]);
        }

        Report();
        return true;
    }

    internal void Remove(SlackSocket socket)
    {
        lock (_lock)
        {
            Volatile.Write(ref _open, [.. _open.Where(open => open != socket)]);
            if (_open.Length == 0)
                _emptySince ??= _time.GetTimestamp();
        }

        Report();
    }

    /// <summary>The connection whose turn it is, another one than <paramref name="except"/> if there is any.</summary>
    internal SlackSocket? Next(SlackSocket? except)
    {
        var open = Volatile.Read(ref _open);
        if (open.Length == 0)
            return null;
        var turn = (uint)Interlocked.Increment(ref _turn);
        var next = open[turn % open.Length];
        return next == except ? open[(turn + 1) % open.Length] : next;
    }

    internal void CountLost() => Interlocked.Increment(ref _lost);

    internal void Report() => _waiters.Offer(this);

    private void ForOldest(int count, Action<SlackSocket> act)
    {
        foreach (var socket in Volatile.Read(ref _open).Take(count))
            act(socket);
    }

    private TimeSpan Longest()
    {
        var gap = _emptySince is { } since ? _time.GetElapsedTime(since) : TimeSpan.Zero;
        return gap > _longestGap ? gap : _longestGap;
    }
}

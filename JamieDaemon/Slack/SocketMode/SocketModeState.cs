namespace JamieDaemon.Slack.SocketMode;

/// <summary>What is known about the sockets right now. Written by the listener, read by health and metrics.</summary>
public sealed class SocketModeState(TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _live;
    private bool _hasHeard;
    private long _since = time.GetTimestamp();

    /// <summary>Sockets that have said hello and are open.</summary>
    public int Live
    {
        get
        {
            lock (_lock) return _live;
        }
    }

    /// <summary>Whether there has ever been a live one.</summary>
    public bool HasHeard
    {
        get
        {
            lock (_lock) return _hasHeard;
        }
    }

    /// <summary>All sockets of this app by the latest hello: more than ours means that somebody else takes some of our events.</summary>
    public int NumConnections { get; private set; }

    /// <summary>What only a person can mend (a revoked token, Socket Mode switched off); <see langword="null"/> when nothing is known.</summary>
    public string? Fatal { get; set; }

    /// <summary>How long there has been no live socket; zero while there is one.</summary>
    public TimeSpan Deaf
    {
        get
        {
            lock (_lock) return _live > 0 ? TimeSpan.Zero : time.GetElapsedTime(_since);
        }
    }

    public void Opened(int numConnections)
    {
        lock (_lock)
        {
            _live++;
            _hasHeard = true;
            NumConnections = numConnections;
            Fatal = null;
        }
    }

    public void Closed()
    {
        lock (_lock)
        {
            if (--_live == 0) _since = time.GetTimestamp();
        }
    }
}

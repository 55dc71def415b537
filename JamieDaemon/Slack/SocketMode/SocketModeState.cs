using System.Threading.Channels;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>What is known about the sockets right now. Written by the listener, read by health and metrics.</summary>
public sealed class SocketModeState(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Channel<Silence> _silences = Channel.CreateUnbounded<Silence>();
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

    /// <summary>All sockets of this app by the latest hello.</summary>
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

    /// <summary>The times without any live socket, each as soon as it is over; the first is that before the process.</summary>
    public ChannelReader<Silence> Silences => _silences.Reader;

    /// <returns>How many are live now.</returns>
    public int Opened(int numConnections)
    {
        lock (_lock)
        {
            if (_live == 0) _silences.Writer.TryWrite(new Silence(_hasHeard ? _since : null, time.GetTimestamp()));
            _hasHeard = true;
            NumConnections = numConnections;
            Fatal = null;
            return ++_live;
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

using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>
/// Counts the sockets that the app has open and nobody should: of another daemon with the same app-level token, or of a dead one. They take events
/// that Jamie then never hears of.
/// </summary>
/// <remarks>
/// Only a hello tells how many there are. Sockets of a process that has just died, and those that somebody else is replacing, count for a while too;
/// so what one hello says has to be said again by another, <see cref="Patience"/> later, for which a socket is replaced.
/// </remarks>
public sealed partial class GhostSockets(IOptions<SlackOptions> options, TimeProvider time, ILogger<GhostSockets> logger)
{
    /// <summary>Slack pings every 30 s; what has not answered a few of them is gone by then.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>While there are some: how often it is asked whether they are still there.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private long? _suspectedAt;
    private int? _counter;
    private int _count;

    /// <summary>How many there are for certain.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>What that means, and what to do; <see langword="null"/> while there are none.</summary>
    public string? Problem => Count is > 0 and var ghosts ? Sentence(ghosts, options.Value) : null;

    /// <param name="numConnections">All sockets of the app, by a hello.</param>
    /// <param name="live">Our own of them.</param>
    /// <param name="sockets">How many each daemon keeps open.</param>
    /// <param name="expected">How many there may be, ours and those of other replicas; 0: only ours.</param>
    public static int Of(int numConnections, int live, int sockets, int expected) =>
        Math.Max(0, numConnections - live - Math.Max(0, expected - sockets));

    /// <summary>A socket has said hello.</summary>
    /// <returns>When that socket is to be replaced so that another one says hello; <see langword="null"/> when it need not be.</returns>
    public TimeSpan? Heard(int slot, int numConnections, int live)
    {
        lock (_lock)
        {
            var ghosts = Of(numConnections, live, options.Value.Sockets, options.Value.ExpectedSockets);
            if (ghosts == 0) return Gone();
            _suspectedAt ??= time.GetTimestamp();
            if (Count > 0 || time.GetElapsedTime(_suspectedAt.Value) >= Patience) Confirm(ghosts, numConnections);
            // One of the slots asks, not each. At Slack's limit there is no room for the socket that would have to be opened for it.
            _counter ??= slot;
            return _counter != slot || numConnections >= SlackOptions.MostSockets ? null : Count > 0 ? Interval : Patience;
        }
    }

    private TimeSpan? Gone()
    {
        if (Count > 0) Log.Alone(logger);
        (_suspectedAt, _counter) = (null, null);
        Volatile.Write(ref _count, 0);
        return null;
    }

    private void Confirm(int ghosts, int numConnections)
    {
        if (Count == 0) Log.NotAlone(logger, numConnections, Sentence(ghosts, options.Value));
        Volatile.Write(ref _count, ghosts);
    }

    private static string Sentence(int ghosts, SlackOptions options) =>
        $"{(ghosts == 1 ? "1 socket of this app is" : $"{ghosts} sockets of this app are")} not ours and take some of its events: another daemon uses the same app-level token, "
        + "or a dead one's sockets linger. Stop the other one or give it an app of its own; where it is a replica of Jamie, "
        + $"set Slack:ExpectedSockets to the number of all replicas' sockets (now {Math.Max(options.ExpectedSockets, options.Sockets)}).";

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.not_alone", Level = LogLevel.Warning, Message = "The app has {NumConnections} sockets open. {Problem}")]
        public static partial void NotAlone(ILogger logger, int numConnections, string problem);

        [LoggerMessage(EventName = "slack.alone_again", Level = LogLevel.Information, Message = "All sockets of the app are ours again")]
        public static partial void Alone(ILogger logger);
    }
}

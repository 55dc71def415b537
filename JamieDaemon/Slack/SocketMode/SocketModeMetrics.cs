using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>The sockets as numbers.</summary>
public sealed class SocketModeMetrics
{
    private static readonly string[] ReceivedTypes = ["events_api", "slash_commands", "interactive", "hello", "disconnect", "other"];

    private readonly JamieHistogram _ack;
    private readonly JamieCounter _messages;
    private readonly JamieCounter _reconnects;
    private readonly JamieCounter _dials;
    private readonly EventLag _lag;
    private readonly TimeProvider _time;
    private long _lastMessage;

    public SocketModeMetrics(JamieMeter meter, SocketModeState state, GhostSockets ghosts, TimeProvider time)
    {
        _time = time;
        // Before the first message: since when there has been none.
        _lastMessage = time.GetUtcNow().ToUnixTimeMilliseconds();
        meter.Meter.CreateObservableGauge("websocket.connections.active", () => state.Live, "{connection}", "Live Slack Socket Mode sockets");
        meter.Meter.CreateObservableGauge(
            "websocket.connections.ghosts", () => ghosts.Count, "{connection}", "Sockets of the app beyond those that are expected: somebody else takes events");
        meter.Meter.CreateObservableGauge(
            "websocket.last_message.timestamp", () => Volatile.Read(ref _lastMessage) / 1e3, "s", "When Slack last sent something, or the process started, since the Unix epoch");
        _ack = meter.Histogram(
            "slack.ack.duration", "s", "From an envelope's receipt to its acknowledgement on the wire; Slack allows 3 s", Buckets.Acknowledgement);
        _lag = new EventLag(meter);
        _messages = meter.Counter("websocket.messages.total", "{message}", "Messages through the sockets, by direction and type");
        _reconnects = meter.Counter("websocket.reconnects.total", "{reconnect}", "Sockets replaced, by the reason for it");
        _dials = meter.Counter("websocket.dials.total", "{dial}", "Attempts to open a socket, by how they ended");
        _ack.Announce();
        foreach (var type in ReceivedTypes) _messages.Announce(new("direction", "received"), new("type", type));
        _messages.Announce(new("direction", "sent"), new("type", "ack"));
        foreach (var reason in ReconnectReasons.All) _reconnects.Announce(Reason(reason));
        foreach (var isLive in new[] { true, false }) _dials.Announce(Status(isLive));
    }

    /// <summary>Slack has sent something.</summary>
    public void Received(SocketModeMessage message)
    {
        var now = _time.GetUtcNow();
        Volatile.Write(ref _lastMessage, now.ToUnixTimeMilliseconds());
        _lag.Measure(message, now);
        _messages.Add(1, new("direction", "received"), new("type", TypeOf(message)));
    }

    /// <returns>How long it took from the receipt.</returns>
    public TimeSpan Acknowledged(long receivedAt)
    {
        var took = _time.GetElapsedTime(receivedAt);
        _messages.Add(1, new("direction", "sent"), new("type", "ack"));
        _ack.Record(took.TotalSeconds);
        return took;
    }

    /// <param name="reason">One of <see cref="ReconnectReasons"/>.</param>
    public void Reconnecting(string reason) => _reconnects.Add(1, Reason(reason));

    /// <summary>An attempt to open a socket has ended.</summary>
    public void Dialled(bool isLive) => _dials.Add(1, Status(isLive));

    private static string TypeOf(SocketModeMessage message) => message switch
    {
        EventsApiEnvelope => "events_api",
        SlashCommandEnvelope => "slash_commands",
        InteractiveEnvelope => "interactive",
        Hello => "hello",
        Disconnect => "disconnect",
        // Its payload could not be read.
        OtherEnvelope { Type: "events_api" or "slash_commands" or "interactive" } broken => broken.Type,
        _ => "other",
    };

    private static KeyValuePair<string, object?> Reason(string reason) => new("reason", reason);

    private static KeyValuePair<string, object?> Status(bool isLive) => new("status", isLive ? "success" : "error");
}

/// <summary>The closed set of reasons to replace a socket.</summary>
public static class ReconnectReasons
{
    public const string Refresh = "refresh";
    public const string Lost = "lost";
    public const string LinkDisabled = "link_disabled";
    public const string TooManyWebsockets = "too_many_websockets";

    /// <summary>Only a new socket's hello tells how many there are.</summary>
    public const string Recount = "recount";

    public static IReadOnlyList<string> All { get; } = [Refresh, Lost, LinkDisabled, TooManyWebsockets, Recount];

    public static string Of(SocketModeEnd end) => end switch
    {
        SocketModeEnd.LinkDisabled => LinkDisabled,
        SocketModeEnd.TooManyWebsockets => TooManyWebsockets,
        _ => Lost,
    };
}

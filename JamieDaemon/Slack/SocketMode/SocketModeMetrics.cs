using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>The sockets as numbers.</summary>
public sealed class SocketModeMetrics
{
    private readonly Histogram<double> _ack;
    private readonly Counter<long> _reconnects;
    private readonly TimeProvider _time;

    public SocketModeMetrics(IMeterFactory meters, SocketModeState state, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(JamieTelemetry.Name);
        meter.CreateObservableGauge("websocket.connections.active", () => state.Live, "{connection}", "Live Slack Socket Mode sockets");
        _ack = meter.CreateHistogram("slack.ack.duration", "s", "From an envelope's receipt to its acknowledgement on the wire; Slack allows 3 s",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5] });
        _reconnects = meter.CreateCounter<long>("websocket.reconnects.total", "{reconnect}", "Sockets replaced, by the reason for it");
        foreach (var reason in ReconnectReasons.All) _reconnects.Add(0, Tag(reason));
    }

    /// <returns>How long it took from the receipt.</returns>
    public TimeSpan Acknowledged(long receivedAt)
    {
        var took = _time.GetElapsedTime(receivedAt);
        _ack.Record(took.TotalSeconds);
        return took;
    }

    /// <param name="reason">One of <see cref="ReconnectReasons"/>.</param>
    public void Reconnecting(string reason) => _reconnects.Add(1, Tag(reason));

    private static KeyValuePair<string, object?> Tag(string reason) => new("reason", reason);
}

/// <summary>The closed set of reasons to replace a socket.</summary>
public static class ReconnectReasons
{
    public const string Refresh = "refresh";
    public const string Lost = "lost";
    public const string LinkDisabled = "link_disabled";
    public const string TooManyWebsockets = "too_many_websockets";

    public static IReadOnlyList<string> All { get; } = [Refresh, Lost, LinkDisabled, TooManyWebsockets];

    public static string Of(SocketModeEnd end) => end switch
    {
        SocketModeEnd.LinkDisabled => LinkDisabled,
        SocketModeEnd.TooManyWebsockets => TooManyWebsockets,
        _ => Lost,
    };
}

using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>How long events were under way: from what Slack calls their time to their receipt, by our clock.</summary>
/// <remarks>A redelivery counts from the event too: that is how late it is. A lag below zero says that our clock is behind Slack's; it is counted, and measured as none.</remarks>
public sealed class EventLag
{
    private readonly JamieHistogram _lag;
    private readonly JamieCounter _negative;

    public EventLag(JamieMeter meter)
    {
        _lag = meter.Histogram("slack.event.lag", "s", "From an event, by Slack's clock, to its receipt, by ours; a redelivery counts from the event", Buckets.Lag);
        _negative = meter.Counter("slack.event.lag.negative.total", "{event}", "Events received before they happened: this machine's clock is behind Slack's");
        _lag.Announce();
        _negative.Announce();
    }

    /// <summary>Measures what has a time: commands, buttons and dialogs have none.</summary>
    public void Measure(SocketModeMessage message, DateTimeOffset now)
    {
        if (message is not EventsApiEnvelope { Payload: var payload } || TimeOf(payload) is not { } happened) return;
        var lag = (now - happened).TotalSeconds;
        if (lag < 0) _negative.Add(1);
        _lag.Record(Math.Max(0, lag));
    }

    /// <summary>A message's <c>ts</c> is exact; <c>event_time</c>, which every event has, knows whole seconds only.</summary>
    internal static DateTimeOffset? TimeOf(EventsApiPayload payload) => payload switch
    {
        { Event: { Type: "message" or "app_mention", Ts: { } ts } } when SlackTs.ToTime(ts) is var at && at > DateTimeOffset.UnixEpoch => at,
        { EventTime: > 0 and < 253_402_300_800 and var seconds } => DateTimeOffset.FromUnixTimeSeconds(seconds),
        _ => null,
    };
}

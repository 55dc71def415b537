using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.SocketMode;

public sealed class EventLagTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_010);

    [TestCase("message", "1700000009.500000", 1_700_000_009L, 0.5)]
    [TestCase("app_mention", "1699999710.000100", 1_700_000_009L, 299.9999)]
    [TestCase("app_home_opened", null, 1_700_000_007L, 3)]
    [TestCase("message", "nonsense", 1_700_000_007L, 3)]
    public void An_event_lags_by_its_ts_or_else_by_its_event_time(string type, string? ts, long eventTime, double lag)
    {
        using var readings = new MeterReadings();
        new EventLag(readings.Jamie).Measure(Event(type, ts, eventTime), Now);
        Assert.That(readings["slack.event.lag{}"], Is.EqualTo(lag).Within(0.00001));
        Assert.That(readings["slack.event.lag.negative.total{}"], Is.Zero);
    }

    [Test]
    public void An_event_from_the_future_lags_by_nothing_and_is_counted()
    {
        using var readings = new MeterReadings();
        new EventLag(readings.Jamie).Measure(Event("message", "1700000011.000000", 1_700_000_011), Now);
        Assert.That((readings["slack.event.lag{}"], readings["slack.event.lag.negative.total{}"]), Is.EqualTo((0.0, 1.0)));
    }

    [Test]
    public void What_has_no_time_is_not_measured()
    {
        using var readings = new MeterReadings();
        var lag = new EventLag(readings.Jamie);
        lag.Measure(Event("app_home_opened", null, 0), Now);
        lag.Measure(new SlashCommandEnvelope("e", new SlashCommandPayload()), Now);
        lag.Measure(new Hello(1, "A1"), Now);
        Assert.That(readings["slack.event.lag{}"], Is.Null);
    }

    [TestCase("1700000007", 1_700_000_007L)]
    [TestCase("\"soon\"", 0L)]
    [TestCase("{\"a\":[1]}", 0L)]
    [TestCase("1e400", 0L)]
    [TestCase("null", 0L)]
    public void An_event_time_of_another_shape_costs_nothing_but_itself(string json, long expected)
    {
        var envelope = (EventsApiEnvelope)SocketModeReader.Read(
            System.Text.Encoding.UTF8.GetBytes($$$"""{"type":"events_api","envelope_id":"e","payload":{"event_time":{{{json}}},"event_id":"Ev1"}}"""));
        Assert.That((envelope.Payload.EventTime, envelope.Payload.EventId), Is.EqualTo((expected, "Ev1")));
    }

    private static EventsApiEnvelope Event(string type, string? ts, long eventTime) =>
        new("e", new EventsApiPayload { Event = new SlackEvent { Type = type, Ts = ts }, EventTime = eventTime }, RetryAttempt: 0);
}

using System.Text.Json.Nodes;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class RedeliveryTests
{
    private static readonly TimeSpan AckWithin = TimeSpan.FromSeconds(3);

    [Test]
    public async Task An_event_that_is_not_acked_comes_three_times_more_with_the_same_event_id()
    {
        var time = new ManualTimeProvider();
        await using var app = await StartAsync(time);
        using var socket = await app.ConnectAsync();
        app.Slack.Mention("#incidents", "oncall", "why?");
        var deliveries = new List<JsonNode> { await socket.ReceiveAsync() };
        foreach (var wait in new[] { AckWithin, AckWithin + TimeSpan.FromMinutes(1), AckWithin + TimeSpan.FromMinutes(5) })
        {
            time.Advance(wait);
            deliveries.Add(await socket.ReceiveAsync());
        }

        time.Advance(TimeSpan.FromHours(1));
        Assert.That(deliveries.Select(delivery => (int)delivery["retry_attempt"]!), Is.EqualTo(new[] { 0, 1, 2, 3 }));
        Assert.That(deliveries.Select(delivery => (string?)delivery["retry_reason"]),
            Is.EqualTo(new[] { "", "timeout", "timeout", "timeout" }));
        Assert.That(deliveries.Select(delivery => (string?)delivery["payload"]!["event_id"]).Distinct().Count(), Is.EqualTo(1));
        Assert.That(deliveries.Select(delivery => (string?)delivery["envelope_id"]).Distinct().Count(), Is.EqualTo(4));
        Assert.That(app.Slack.Sockets.Lost, Is.EqualTo(1));
    }

    [Test]
    public async Task The_first_redelivery_goes_to_another_connection()
    {
        var time = new ManualTimeProvider();
        await using var app = await StartAsync(time);
        using var first = await app.ConnectAsync();
        app.Slack.Mention("#incidents", "oncall", "why?");
        var delivery = await first.ReceiveAsync();
        using var second = await app.ConnectAsync();
        time.Advance(AckWithin);
        var again = await second.ReceiveAsync();
        Assert.That((int)again["retry_attempt"]!, Is.EqualTo(1));
        Assert.That((string?)again["payload"]!["event_id"], Is.EqualTo((string?)delivery["payload"]!["event_id"]));
    }

    [Test]
    public async Task A_late_ack_of_an_earlier_delivery_ends_the_matter()
    {
        var time = new ManualTimeProvider();
        await using var app = await StartAsync(time);
        using var socket = await app.ConnectAsync();
        app.Slack.Mention("#incidents", "oncall", "why?");
        var delivery = await socket.ReceiveAsync();
        time.Advance(AckWithin);
        await socket.ReceiveAsync();
        await socket.AckAsync(delivery);
        await app.Slack.Sockets.WhenAsync(sockets => sockets.Acks.Count == 1, app.Patience);
        time.Advance(TimeSpan.FromHours(1));
        Assert.That(app.Slack.Sockets.Lost, Is.Zero);
        await socket.AckAsync(delivery);
        await app.Slack.Sockets.WhenAsync(sockets => sockets.Acks.Unknown == 1, app.Patience);
    }

    [TestCase(1.0, 60)]
    [TestCase(0.1, 6)]
    public async Task An_event_without_any_socket_waits_for_the_second_redelivery(double timeScale, double seconds)
    {
        var time = new ManualTimeProvider();
        await using var app = await StartAsync(time, timeScale);
        app.Slack.Mention("#incidents", "oncall", "anybody?");
        using var socket = await app.ConnectAsync();
        time.Advance(TimeSpan.FromSeconds(seconds));
        var delivery = await socket.ReceiveAndAckAsync();
        Assert.That((int)delivery["retry_attempt"]!, Is.EqualTo(2));
        Assert.That((string?)delivery["retry_reason"], Is.EqualTo("connection_failed"));
    }

    [Test]
    public async Task An_event_nobody_ever_came_for_is_lost()
    {
        var time = new ManualTimeProvider();
        await using var app = await StartAsync(time);
        app.Slack.Mention("#incidents", "oncall", "anybody?");
        time.Advance(TimeSpan.FromMinutes(6) - TimeSpan.FromSeconds(1));
        Assert.That(app.Slack.Sockets.Lost, Is.Zero);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(app.Slack.Sockets.Lost, Is.EqualTo(1));
    }

    [Test]
    public async Task An_interactive_payload_comes_once()
    {
        var time = new ManualTimeProvider();
        await using var app = await StartAsync(time);
        using var socket = await app.ConnectAsync();
        app.Slack.SendEnvelope("interactive", """{"type":"block_actions"}""");
        var envelope = await socket.ReceiveAsync();
        Assert.That((string?)envelope["payload"]!["type"], Is.EqualTo("block_actions"));
        Assert.That(envelope["retry_attempt"], Is.Null);
        time.Advance(TimeSpan.FromHours(1));
        Assert.That(app.Slack.Sockets.Lost, Is.EqualTo(1));
        app.Slack.Mention("#incidents", "oncall", "next");
        Assert.That((string?)(await socket.ReceiveAsync())["type"], Is.EqualTo("events_api"));
    }

    private Task<RawSlackApp> StartAsync(ManualTimeProvider time, double timeScale = 1) => RawSlackApp.StartAsync(new()
    {
        Time = time,
        TimeScale = timeScale,
        BotEvents = new HashSet<string> { "app_mention" },
    });
}

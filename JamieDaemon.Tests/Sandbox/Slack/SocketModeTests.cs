using System.Net.WebSockets;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class SocketModeTests
{
    private static readonly HashSet<string> MentionsOnly = ["app_mention"];

    [Test]
    public async Task Hello_counts_the_connections()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var first = await app.ConnectAsync();
        using var second = await app.ConnectAsync();
        Assert.That((string?)first.Hello!["type"], Is.EqualTo("hello"));
        Assert.That((int)first.Hello["num_connections"]!, Is.EqualTo(1));
        Assert.That((int)second.Hello!["num_connections"]!, Is.EqualTo(2));
        Assert.That((int)second.Hello["debug_info"]!["approximate_connection_time"]!, Is.EqualTo(18060));
        Assert.That((string?)second.Hello["connection_info"]!["app_id"], Is.EqualTo(app.Slack.Team.AppId));
        await first.CloseAsync();
        await app.Slack.Sockets.WhenAsync(sockets => sockets.Open.Count == 1, app.Patience);
        using var third = await app.ConnectAsync();
        Assert.That((int)third.Hello!["num_connections"]!, Is.EqualTo(2));
    }

    [Test]
    public async Task A_ticket_opens_one_socket()
    {
        await using var app = await RawSlackApp.StartAsync();
        var url = await app.OpenAsync();
        using var first = await RawSlackSocket.ConnectAsync(url, app.Patience);
        Assert.That(await RefusalAsync(app, url), Does.Contain("409"));
        Assert.That(await RefusalAsync(app, new Uri(url, "?ticket=made-up&app_id=A0JAMIE001")), Does.Contain("404"));
        Assert.That(await RefusalAsync(app, new Uri((await app.OpenAsync()).AbsoluteUri + "X")), Does.Contain("404"));
    }

    [Test]
    public async Task A_handshake_can_be_refused_on_purpose()
    {
        await using var app = await RawSlackApp.StartAsync();
        app.Slack.Faults.RefuseHandshakes(503, 408);
        Assert.That(await RefusalAsync(app, await app.OpenAsync()), Does.Contain("503"));
        Assert.That(await RefusalAsync(app, await app.OpenAsync()), Does.Contain("408"));
        using var socket = await app.ConnectAsync();
        Assert.That(app.Slack.Sockets.Opened, Is.EqualTo(1));
    }

    [Test]
    public async Task The_eleventh_socket_is_one_too_many()
    {
        await using var app = await RawSlackApp.StartAsync();
        for (var count = 0; count < 10; count++)
            await app.ConnectAsync();
        using var eleventh = await app.DialAsync();
        var disconnect = await eleventh.ReceiveAsync();
        Assert.That((string?)disconnect["type"], Is.EqualTo("disconnect"));
        Assert.That((string?)disconnect["reason"], Is.EqualTo("too_many_websockets"));
        Assert.That((int)disconnect["num_connections"]!, Is.EqualTo(10));
        Assert.That(await eleventh.TryReceiveAsync(), Is.Null);
        Assert.That(app.Slack.Sockets.Open, Has.Count.EqualTo(10));
    }

    [Test]
    public async Task Each_payload_goes_to_exactly_one_connection()
    {
        await using var app = await RawSlackApp.StartAsync(new() { BotEvents = MentionsOnly });
        using var first = await app.ConnectAsync();
        using var second = await app.ConnectAsync();
        for (var number = 0; number < 10; number++)
            app.Slack.Mention("#incidents", "oncall", $"{number}");
        var texts = new List<string>();
        for (var number = 0; number < 5; number++)
        {
            texts.Add((string)(await first.ReceiveAndAckAsync())["payload"]!["event"]!["text"]!);
            texts.Add((string)(await second.ReceiveAndAckAsync())["payload"]!["event"]!["text"]!);
        }

        Assert.That(texts.Distinct().Count(), Is.EqualTo(10));
        await app.Slack.Sockets.WhenAsync(sockets => sockets.Acks.Count == 10, app.Patience);
        Assert.That(app.Slack.Sockets.Acks.OnOtherSocket, Is.Zero);
        Assert.That(app.Slack.Sockets.Acks.Latencies(), Has.Count.EqualTo(10).And.All.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task Odd_acks_are_counted_and_do_no_harm()
    {
        await using var app = await RawSlackApp.StartAsync(new() { BotEvents = MentionsOnly });
        using var socket = await app.ConnectAsync();
        using var other = await app.ConnectAsync();
        app.Slack.Mention("#incidents", "oncall", "one");
        app.Slack.Mention("#incidents", "oncall", "two");
        var envelope = await socket.ReceiveAsync();
        await other.AckAsync(envelope);
        var acks = app.Slack.Sockets.Acks;
        await app.Slack.Sockets.WhenAsync(_ => acks.OnOtherSocket == 1 && acks.Count == 1, app.Patience);
        await socket.AckAsync(envelope);
        await socket.SendAsync("""{"envelope_id":"00000000-0000-0000-0000-000000000000"}""");
        await socket.SendAsync("""{"envelope_id":"not a uuid"}""");
        await socket.SendAsync("""{"envelope_id":17}""");
        await socket.SendAsync("hello?");
        await app.Slack.Sockets.WhenAsync(_ => acks is { Repeated: 1, Unknown: 2, Malformed: 2, Count: 1 }, app.Patience);
        await other.ReceiveAndAckAsync();
        await app.Slack.Sockets.WhenAsync(_ => acks.Count == 2, app.Patience);
    }

    [Test]
    public async Task Every_nth_envelope_can_come_twice()
    {
        await using var app = await RawSlackApp.StartAsync(new()
        {
            BotEvents = MentionsOnly,
            Faults = new() { DuplicateEvery = 2 },
        });
        using var socket = await app.ConnectAsync();
        app.Slack.Mention("#incidents", "oncall", "once");
        app.Slack.Mention("#incidents", "oncall", "twice");
        string[] ids =
        [
            (string)(await socket.ReceiveAndAckAsync())["envelope_id"]!,
            (string)(await socket.ReceiveAndAckAsync())["envelope_id"]!,
            (string)(await socket.ReceiveAndAckAsync())["envelope_id"]!,
        ];
        Assert.That(ids[1], Is.Not.EqualTo(ids[0]));
        Assert.That(ids[2], Is.EqualTo(ids[1]));
        await app.Slack.Sockets.WhenAsync(sockets => sockets.Acks is { Count: 2, Repeated: 1, OnOtherSocket: 0 }, app.Patience);
    }

    private static async Task<string> RefusalAsync(RawSlackApp app, Uri url)
    {
        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => RawSlackSocket.ConnectAsync(url, app.Patience));
        return refusal!.Message;
    }
}

using System.Net.Sockets;
using System.Net.WebSockets;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class SocketEndTests
{
    [Test]
    public async Task A_killed_socket_is_reset_without_a_word()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var first = await RawFrames.ConnectAsync(await app.OpenAsync(), app.Patience);
        await first.ReadFrameAsync();
        using var second = await app.ConnectAsync();
        app.Slack.Sockets.Kill(1);
        await Assert.ThatAsync(first.ReadFrameAsync, Throws.InstanceOf<IOException>().With.InnerException
            .With.Property("SocketErrorCode").EqualTo(SocketError.ConnectionReset));
        Assert.That(app.Slack.Sockets.Open, Has.Count.EqualTo(1));
        app.Slack.Sockets.KillAll();
        await Assert.ThatAsync(second.TryReceiveAsync, Throws.InstanceOf<WebSocketException>());
        Assert.That(app.Slack.Sockets.Open, Is.Empty);
    }

    [TestCase("warning")]
    [TestCase("refresh_requested")]
    public async Task A_refreshed_socket_works_on_for_ten_seconds(string reason)
    {
        var time = new ManualTimeProvider();
        await using var app = await RawSlackApp.StartAsync(new()
        {
            Time = time,
            BotEvents = new HashSet<string> { "app_mention" },
        });
        using var socket = await app.ConnectAsync();
        app.Slack.Sockets.Refresh(reason);
        Assert.That((string?)(await socket.ReceiveAsync())["reason"], Is.EqualTo(reason));
        app.Slack.Mention("#incidents", "oncall", "still there?");
        await socket.ReceiveAndAckAsync();
        await app.Slack.Sockets.WhenAsync(sockets => sockets.Acks.Count == 1, app.Patience);
        time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.That(app.Slack.Sockets.Open, Has.Count.EqualTo(1));
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.That(await socket.TryReceiveAsync(), Is.Null);
        Assert.That(socket.CloseStatus, Is.EqualTo(WebSocketCloseStatus.NormalClosure));
        Assert.That(app.Slack.Sockets.Open, Is.Empty);
    }

    [Test]
    public async Task A_disabled_link_says_so_and_closes()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        app.Slack.Sockets.SendDisconnect("link_disabled");
        Assert.That((string?)(await socket.ReceiveAsync())["reason"], Is.EqualTo("link_disabled"));
        Assert.That(await socket.TryReceiveAsync(), Is.Null);
    }

    [Test]
    public async Task A_frozen_socket_stays_open_and_silent()
    {
        var time = new ManualTimeProvider();
        await using var app = await RawSlackApp.StartAsync(new() { Time = time });
        using var frames = await RawFrames.ConnectAsync(await app.OpenAsync(), app.Patience);
        await frames.ReadFrameAsync();
        app.Slack.Sockets.Freeze();
        await frames.SendFrameAsync(0x89, []);
        app.Slack.Mention("#incidents", "oncall", "anybody?");
        time.Advance(TimeSpan.FromSeconds(30));
        var reading = frames.ReadFrameAsync();
        using var healthy = await app.ConnectAsync();
        app.Slack.Say("#incidents", "oncall", "one");
        app.Slack.Say("#incidents", "oncall", "two");
        await healthy.ReceiveAsync();
        Assert.That(reading.IsCompleted, Is.False);
        Assert.That(app.Slack.Sockets.Open, Has.Count.EqualTo(2));
        frames.Dispose();
        await app.Slack.Sockets.WhenAsync(sockets => sockets.Open.Count == 1, app.Patience);
        await Assert.ThatAsync(async () => await reading, Throws.Exception);
    }

    [Test]
    public async Task A_client_that_does_not_answer_a_close_is_reset()
    {
        var time = new ManualTimeProvider();
        await using var app = await RawSlackApp.StartAsync(new() { Time = time });
        using var frames = await RawFrames.ConnectAsync(await app.OpenAsync(), app.Patience);
        await frames.ReadFrameAsync();
        app.Slack.Sockets.Open[0].Close(1001, "going away");
        Assert.That((await frames.ReadFrameAsync()).First, Is.EqualTo(0x88));
        time.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThatAsync(frames.ReadFrameAsync, Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task The_longest_time_without_a_socket_counts_from_the_first_hello()
    {
        var time = new ManualTimeProvider();
        await using var app = await RawSlackApp.StartAsync(new() { Time = time });
        time.Advance(TimeSpan.FromSeconds(60));
        using var first = await app.ConnectAsync();
        Assert.That(app.Slack.Sockets.LongestGap, Is.EqualTo(TimeSpan.Zero));
        app.Slack.Sockets.KillAll();
        time.Advance(TimeSpan.FromSeconds(5));
        using var second = await app.ConnectAsync();
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.That(app.Slack.Sockets.LongestGap, Is.EqualTo(TimeSpan.FromSeconds(5)));
        app.Slack.Sockets.KillAll();
        time.Advance(TimeSpan.FromSeconds(7));
        Assert.That(app.Slack.Sockets.LongestGap, Is.EqualTo(TimeSpan.FromSeconds(7)));
    }

    [Test]
    public async Task The_longest_time_without_a_socket_can_be_measured_anew()
    {
        var time = new ManualTimeProvider();
        await using var app = await RawSlackApp.StartAsync(new() { Time = time });
        using var first = await app.ConnectAsync();
        app.Slack.Sockets.KillAll();
        time.Advance(TimeSpan.FromSeconds(5));
        app.Slack.Sockets.ResetLongestGap();
        Assert.That(app.Slack.Sockets.LongestGap, Is.EqualTo(TimeSpan.Zero));
        time.Advance(TimeSpan.FromSeconds(2));
        using var second = await app.ConnectAsync();
        Assert.That(app.Slack.Sockets.LongestGap, Is.EqualTo(TimeSpan.FromSeconds(2)));
        app.Slack.Sockets.ResetLongestGap();
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.That(app.Slack.Sockets.LongestGap, Is.EqualTo(TimeSpan.Zero));
    }
}

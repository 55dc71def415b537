using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class SocketFrameTests
{
    [Test]
    public async Task A_ping_with_text_comes_every_thirty_seconds()
    {
        var time = new ManualTimeProvider();
        await using var app = await RawSlackApp.StartAsync(new() { Time = time });
        using var frames = await RawFrames.ConnectAsync(await app.OpenAsync(), app.Patience);
        Assert.That(frames.Handshake, Does.StartWith("HTTP/1.1 101 ").And.Contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
        await frames.ReadFrameAsync();
        await time.WaitForTimersAsync(1);
        for (var ping = 0; ping < 2; ping++)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            var (first, payload) = await frames.ReadFrameAsync();
            Assert.That(first, Is.EqualTo(0x89));
            Assert.That(Encoding.ASCII.GetString(payload), Does.StartWith("Ping from applink"));
            await frames.SendFrameAsync(0x8A, payload);
        }

        await app.Slack.Sockets.WhenAsync(sockets => sockets.Open[0].Pongs == 2, app.Patience);
    }

    [TestCase(true, "Ping from client; timestamp:1893456000000")]
    [TestCase(false, "Ping from client")]
    public async Task A_clients_ping_is_answered_as_Slack_does_or_exactly(bool altered, string pong)
    {
        await using var app = await RawSlackApp.StartAsync(new() { AlterPongs = altered, Time = new ManualTimeProvider() });
        using var frames = await RawFrames.ConnectAsync(await app.OpenAsync(), app.Patience);
        await frames.ReadFrameAsync();
        await frames.SendFrameAsync(0x89, "Ping from client"u8.ToArray());
        var (first, payload) = await frames.ReadFrameAsync();
        Assert.That(first, Is.EqualTo(0x8A));
        Assert.That(Encoding.ASCII.GetString(payload), Is.EqualTo(pong));
    }

    [Test]
    public async Task Messages_can_be_sent_in_fragments()
    {
        await using var app = await RawSlackApp.StartAsync(new() { Faults = new() { FragmentBytes = 10 } });
        using var frames = await RawFrames.ConnectAsync(await app.OpenAsync(), app.Patience);
        var hello = new StringBuilder();
        var opcodes = new List<byte>();
        while (opcodes.LastOrDefault() is var last && (last & 0x80) == 0)
        {
            var (first, payload) = await frames.ReadFrameAsync();
            Assert.That(payload, Has.Length.LessThanOrEqualTo(10));
            opcodes.Add(first);
            hello.Append(Encoding.UTF8.GetString(payload));
        }

        Assert.That((string?)JsonNode.Parse(hello.ToString())!["type"], Is.EqualTo("hello"));
        Assert.That(opcodes[0], Is.EqualTo(0x01));
        Assert.That(opcodes.Skip(1).SkipLast(1), Is.Not.Empty.And.All.EqualTo(0x00));
        Assert.That(opcodes[^1], Is.EqualTo(0x80));
    }

    [Test]
    public async Task A_socket_can_be_made_to_send_anything()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var frames = await RawFrames.ConnectAsync(await app.OpenAsync(), app.Patience);
        await frames.ReadFrameAsync();
        var socket = app.Slack.Sockets.Open.Single();
        socket.SendText("{"u8.ToArray());
        socket.SendBinary(Array.Empty<byte>());
        Assert.That(await frames.ReadFrameAsync(), Is.EqualTo(((byte)0x81, "{"u8.ToArray())));
        Assert.That(await frames.ReadFrameAsync(), Is.EqualTo(((byte)0x82, Array.Empty<byte>())));
    }

    [Test]
    public async Task A_frame_over_20480_bytes_closes_the_socket()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        await socket.SendAsync(new string('a', 20_480));
        await app.Slack.Sockets.WhenAsync(sockets => sockets.Acks.Malformed == 1, app.Patience);
        await socket.SendAsync(new string('a', 20_481));
        Assert.That(await socket.TryReceiveAsync(), Is.Null);
        Assert.That(socket.CloseStatus, Is.EqualTo(WebSocketCloseStatus.MessageTooBig));
        Assert.That(socket.CloseReason, Is.EqualTo("Max frame length of 20480 has been exceeded."));
    }

    [TestCase(new byte[] { 0x81, 0x01, (byte)'a' }, TestName = "An_unmasked_frame_closes_the_socket")]
    [TestCase(new byte[] { 0xC1, 0x80, 0, 0, 0, 0 }, TestName = "A_reserved_bit_closes_the_socket")]
    [TestCase(new byte[] { 0x83, 0x80, 0, 0, 0, 0 }, TestName = "A_reserved_opcode_closes_the_socket")]
    [TestCase(new byte[] { 0x09, 0x80, 0, 0, 0, 0 }, TestName = "A_fragmented_ping_closes_the_socket")]
    public async Task A_broken_frame_closes_the_socket(byte[] frame)
    {
        await using var app = await RawSlackApp.StartAsync();
        using var frames = await RawFrames.ConnectAsync(await app.OpenAsync(), app.Patience);
        await frames.ReadFrameAsync();
        await frames.SendAsync(frame);
        var (first, payload) = await frames.ReadFrameAsync();
        Assert.That(first, Is.EqualTo(0x88));
        Assert.That((payload[0] << 8) | payload[1], Is.EqualTo(1002));
    }

    [Test]
    public async Task Fragments_from_a_client_are_not_put_together()
    {
        await using var app = await RawSlackApp.StartAsync(new() { BotEvents = new HashSet<string> { "app_mention" } });
        using var frames = await RawFrames.ConnectAsync(await app.OpenAsync(), app.Patience);
        await frames.ReadFrameAsync();
        app.Slack.Mention("#incidents", "oncall", "why?");
        var envelope = JsonNode.Parse((await frames.ReadFrameAsync()).Payload)!;
        var ack = Encoding.UTF8.GetBytes($$"""{"envelope_id":"{{(string?)envelope["envelope_id"]}}"}""");
        await frames.SendFrameAsync(0x01, ack[..20]);
        await frames.SendFrameAsync(0x80, ack[20..]);
        await app.Slack.Sockets.WhenAsync(sockets => sockets.Acks.Malformed == 2, app.Patience);
        Assert.That(app.Slack.Sockets.Acks.Count, Is.Zero);
    }
}

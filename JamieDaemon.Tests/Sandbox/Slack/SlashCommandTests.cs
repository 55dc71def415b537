using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class SlashCommandTests
{
    [Test]
    public async Task A_command_is_one_envelope_and_its_ack_may_answer()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        var invocation = app.Slack.Slash("oncall", "#incidents", "/ask", "why?");
        var envelope = await socket.ReceiveAsync();
        Assert.That((string?)envelope["type"], Is.EqualTo("slash_commands"));
        Assert.That((bool)envelope["accepts_response_payload"]!, Is.True);
        var payload = envelope["payload"]!;
        Assert.That((string?)payload["command"], Is.EqualTo("/ask"));
        Assert.That((string?)payload["text"], Is.EqualTo("why?"));
        Assert.That((string?)payload["channel_name"], Is.EqualTo("incidents"));
        Assert.That((string?)payload["response_url"], Is.EqualTo(invocation.ResponseUrl));
        await socket.AckAsync(envelope, new JsonObject { ["text"] = "looking…" });
        Assert.That(await invocation.Acked.WaitAsync(app.Patience), Is.True);
        Assert.That(app.Slack.Messages.EphemeralFor(app.Slack.User("oncall").Id).Single().Text, Is.EqualTo("looking…"));
    }

    [TestCase(true, TestName = "A_command_that_is_not_acked_in_three_seconds_failed")]
    [TestCase(false, TestName = "A_command_without_a_socket_failed_at_once")]
    public async Task A_command_is_not_delivered_again(bool hasSocket)
    {
        var time = new ManualTimeProvider();
        await using var app = await RawSlackApp.StartAsync(new() { Time = time });
        using var socket = hasSocket ? await app.ConnectAsync() : null;
        var invocation = app.Slack.Slash("oncall", "#incidents", "/ask", "why?");
        if (hasSocket)
        {
            Assert.That(invocation.Acked.IsCompleted, Is.False);
            time.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.That(await invocation.Acked.WaitAsync(app.Patience), Is.False);
    }

    [TestCase("ephemeral", true)]
    [TestCase("in_channel", false)]
    [TestCase(null, true)]
    public async Task A_response_is_for_the_user_alone_unless_it_says_otherwise(string? response_type, bool ephemeral)
    {
        await using var app = await RawSlackApp.StartAsync();
        var invocation = app.Slack.Slash("oncall", "#incidents", "/ask", "why?");
        using var response = await PostAsync(app, invocation.ResponseUrl, new { text = "because", response_type });
        Assert.That(await response.Content.ReadAsStringAsync(app.Patience), Is.EqualTo("ok"));
        var reply = await invocation.WhenRepliedAsync(message => message.Text == "because", app.Patience);
        Assert.That(reply.EphemeralFor is not null, Is.EqualTo(ephemeral));
        Assert.That(app.Slack.Messages.Find(app.Incidents, reply.Ts), Is.EqualTo(reply));
    }

    [Test]
    public async Task A_response_can_be_replaced_and_deleted()
    {
        await using var app = await RawSlackApp.StartAsync();
        var url = app.Slack.Slash("oncall", "#incidents", "/ask", "why?").ResponseUrl;
        using var posted = await PostAsync(app, url, new { text = "looking…" });
        using var replaced = await PostAsync(app, url, new { text = "because", replace_original = true });
        Assert.That(app.Slack.Messages.In(app.Incidents).Single().Text, Is.EqualTo("because"));
        using var deleted = await PostAsync(app, url, new { delete_original = true });
        Assert.That(app.Slack.Messages.In(app.Incidents), Is.Empty);
    }

    [Test]
    public async Task A_response_url_is_spent_after_five_uses()
    {
        await using var app = await RawSlackApp.StartAsync();
        var url = app.Slack.Slash("oncall", "#incidents", "/ask", "why?").ResponseUrl;
        for (var use = 0; use < 5; use++)
        {
            using var response = await PostAsync(app, url, new { text = "hi" });
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        await AssertRefusedAsync(app, url, new { text = "hi" }, HttpStatusCode.NotFound, "used_url");
    }

    [Test]
    public async Task A_response_url_expires_after_thirty_minutes()
    {
        var time = new ManualTimeProvider();
        await using var app = await RawSlackApp.StartAsync(new() { Time = time });
        var url = app.Slack.Slash("oncall", "#incidents", "/ask", "why?").ResponseUrl;
        time.Advance(TimeSpan.FromMinutes(30) + TimeSpan.FromSeconds(1));
        await AssertRefusedAsync(app, url, new { text = "hi" }, HttpStatusCode.NotFound, "expired_url");
        await AssertRefusedAsync(app, url + "X", new { text = "hi" }, HttpStatusCode.NotFound, "expired_url");
    }

    [Test]
    public async Task A_response_that_says_nothing_is_refused()
    {
        await using var app = await RawSlackApp.StartAsync();
        var url = app.Slack.Slash("oncall", "#incidents", "/ask", "why?").ResponseUrl;
        await AssertRefusedAsync(app, url, new { }, HttpStatusCode.BadRequest, "no_text");
        var marquee = new { blocks = new[] { new { type = "marquee" } } };
        await AssertRefusedAsync(app, url, marquee, HttpStatusCode.BadRequest, "invalid_blocks");
        await AssertRefusedAsync(app, url, "hello", HttpStatusCode.BadRequest, "invalid_payload");
    }

    private static async Task AssertRefusedAsync(RawSlackApp app, string url, object body, HttpStatusCode status, string error)
    {
        using var response = await PostAsync(app, url, body);
        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That((string?)(await app.ReadAsync(response))["error"], Is.EqualTo(error));
    }

    private static Task<HttpResponseMessage> PostAsync(RawSlackApp app, string url, object body) =>
        app.Http.PostAsJsonAsync(url, body, app.Patience);
}

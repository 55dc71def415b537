using System.Text.Json.Nodes;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class EventTests
{
    [Test]
    public async Task A_mention_is_two_events_of_one_message()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        var ts = app.Slack.Mention("#incidents", "oncall", "why is it slow?");
        JsonNode[] payloads = [Payload(await socket.ReceiveAndAckAsync()), Payload(await socket.ReceiveAndAckAsync())];
        var events = payloads.Select(payload => payload["event"]!).ToArray();
        Assert.That(events.Select(@event => (string?)@event["type"]), Is.EqualTo(new[] { "app_mention", "message" }));
        Assert.That(events.Select(@event => (string?)@event["ts"]), Is.All.EqualTo(ts));
        Assert.That(events.Select(@event => (string?)@event["channel"]), Is.All.EqualTo(app.Incidents));
        Assert.That(events.Select(@event => (string?)@event["client_msg_id"]).Distinct().Count(), Is.EqualTo(1));
        Assert.That(events.Select(@event => (string?)@event["channel_type"]), Is.EqualTo(new[] { null, "channel" }));
        Assert.That(payloads.Select(payload => (string?)payload["event_id"]).Distinct().Count(), Is.EqualTo(2));
        Assert.That((string?)payloads[0]["authorizations"]![0]!["user_id"], Is.EqualTo(app.Slack.Team.BotUserId));
    }

    [Test]
    public async Task A_humans_line_comes_with_its_rich_text()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        app.Slack.Mention("#incidents", "oncall", "why?");
        var mention = (await socket.ReceiveAsync())["payload"]!["event"]!;
        Assert.That((string?)mention["text"], Is.EqualTo($"<@{app.Slack.Team.BotUserId}> why?"));
        var elements = mention["blocks"]![0]!["elements"]![0]!["elements"]!;
        Assert.That((string?)elements[0]!["user_id"], Is.EqualTo(app.Slack.Team.BotUserId));
        Assert.That((string?)elements[1]!["text"], Is.EqualTo(" why?"));
    }

    [Test]
    public async Task A_direct_message_is_one_event()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        var ts = app.Slack.DirectMessage("oncall", "psst");
        app.Slack.Say("#general", "oncall", "next");
        var direct = (await socket.ReceiveAsync())["payload"]!["event"]!;
        Assert.That((string?)direct["channel_type"], Is.EqualTo("im"));
        Assert.That((string?)direct["ts"], Is.EqualTo(ts));
        Assert.That((string?)(await socket.ReceiveAsync())["payload"]!["event"]!["text"], Is.EqualTo("next"));
    }

    [Test]
    public async Task The_bots_own_messages_and_edits_come_back_to_it()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        var ts = await app.PostAsync("draft");
        await app.CallAsync("chat.update", new { channel = app.Incidents, ts, text = "final" });
        await app.CallAsync("chat.delete", new { channel = app.Incidents, ts });
        var posted = (await socket.ReceiveAsync())["payload"]!["event"]!;
        Assert.That((string?)posted["bot_id"], Is.EqualTo(app.Slack.Team.BotId));
        Assert.That((string?)posted["bot_profile"]!["app_id"], Is.EqualTo(app.Slack.Team.AppId));
        Assert.That((string?)posted["user"], Is.EqualTo(app.Slack.Team.BotUserId));
        Assert.That(posted["subtype"], Is.Null);
        var changed = (await socket.ReceiveAsync())["payload"]!["event"]!;
        Assert.That((string?)changed["subtype"], Is.EqualTo("message_changed"));
        Assert.That((string?)changed["message"]!["text"], Is.EqualTo("final"));
        Assert.That((string?)changed["previous_message"]!["text"], Is.EqualTo("draft"));
        var deleted = (await socket.ReceiveAsync())["payload"]!["event"]!;
        Assert.That((string?)deleted["subtype"], Is.EqualTo("message_deleted"));
        Assert.That((string?)deleted["deleted_ts"], Is.EqualTo(ts));
    }

    [Test]
    public async Task A_members_edit_and_deletion_are_told()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        var ts = app.Slack.Say("#incidents", "oncall", "teh");
        Assert.That(app.Slack.EditMessage("#incidents", ts, "the"), Is.True);
        Assert.That(app.Slack.DeleteMessage("#incidents", ts), Is.True);
        Assert.That(app.Slack.DeleteMessage("#incidents", ts), Is.False);
        await socket.ReceiveAsync();
        Assert.That((string?)(await socket.ReceiveAsync())["payload"]!["event"]!["message"]!["text"], Is.EqualTo("the"));
        Assert.That((string?)(await socket.ReceiveAsync())["payload"]!["event"]!["previous_message"]!["text"], Is.EqualTo("the"));
    }

    [TestCase(false, null, "U0OTHER001")]
    [TestCase(true, "bot_message", null)]
    public async Task Other_bots_are_modern_or_classic(bool classic, string? subtype, string? user)
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        app.Slack.PostAsOtherBot("#incidents", "FIRING: disk full", classic: classic);
        var alert = (await socket.ReceiveAsync())["payload"]!["event"]!;
        Assert.That((string?)alert["subtype"], Is.EqualTo(subtype));
        Assert.That((string?)alert["user"], Is.EqualTo(user));
        Assert.That((string?)alert["bot_id"], Is.EqualTo("B0OTHER001"));
    }

    [Test]
    public async Task Opening_the_home_is_told_with_its_tab()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        app.Slack.OpenHome("oncall", "messages");
        var opened = (await socket.ReceiveAsync())["payload"]!["event"]!;
        Assert.That((string?)opened["type"], Is.EqualTo("app_home_opened"));
        Assert.That((string?)opened["tab"], Is.EqualTo("messages"));
        Assert.That((string?)opened["user"], Is.EqualTo(app.Slack.User("oncall").Id));
    }

    [Test]
    public async Task What_the_app_may_not_hear_it_does_not_hear()
    {
        await using var app = await RawSlackApp.StartAsync(new()
        {
            BotEvents = new HashSet<string> { "app_mention", "message.groups", "message.im" },
            BotScopes = new HashSet<string> { "app_mentions:read", "im:history", "chat:write" },
            EchoBotMessages = false,
        });
        using var socket = await app.ConnectAsync();
        app.Slack.AddChannel(new SlackChannel("CFAR", "far") { BotIsMember = false });
        app.Slack.AddChannel(new SlackChannel("CPRIVATE", "private") { IsPrivate = true });
        app.Slack.Mention("CFAR", "oncall", "the bot is not here");
        app.Slack.Say("CPRIVATE", "oncall", "no groups:history");
        app.Slack.Say("#general", "oncall", "no message.channels");
        app.Slack.OpenHome("oncall");
        await app.CallAsync("chat.postMessage", new { channel = app.Slack.User("oncall").Id, text = "no echo" });
        app.Slack.Mention("#general", "oncall", "heard");
        Assert.That((string?)(await socket.ReceiveAsync())["payload"]!["event"]!["type"], Is.EqualTo("app_mention"));
        app.Slack.DirectMessage("oncall", "heard too");
        Assert.That((string?)(await socket.ReceiveAsync())["payload"]!["event"]!["text"], Is.EqualTo("heard too"));
    }

    private static JsonNode Payload(JsonNode envelope)
    {
        Assert.That((string?)envelope["type"], Is.EqualTo("events_api"));
        Assert.That((bool)envelope["accepts_response_payload"]!, Is.False);
        Assert.That((int)envelope["retry_attempt"]!, Is.Zero);
        return envelope["payload"]!;
    }
}

using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

/// <summary>Events are held against ones that Slack sent.</summary>
public sealed class EventShapeTests
{
    private static readonly string[] OfEnterprisesOnly = ["/enterprise_id", "/event/assistant_thread/context/enterprise_id"];

    [Test]
    public async Task A_members_edit_has_the_fields_of_Slacks_own()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        app.Slack.EditMessage("#incidents", app.Slack.Say("#incidents", "oncall", "teh"), "the");
        await socket.ReceiveAndAckAsync();
        var payload = (await socket.ReceiveAsync())["payload"]!;
        Assert.That(Missing(payload, "body-message_changed-event_payload"), Is.Empty);
    }

    [Test]
    public async Task A_members_deletion_has_the_fields_of_Slacks_own()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        app.Slack.DeleteMessage("#incidents", app.Slack.Say("#incidents", "oncall", "oops"));
        await socket.ReceiveAndAckAsync();
        var payload = (await socket.ReceiveAsync())["payload"]!;
        Assert.That(Missing(payload, "body-message_deleted-event_payload"), Is.Empty);
    }

    [Test]
    public async Task A_reply_that_is_shown_in_the_channel_too_brings_its_root()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        var root = app.Slack.Say("#incidents", "oncall", "why?");
        await socket.ReceiveAndAckAsync();
        var ts = app.Slack.Broadcast("#incidents", "developer", "because", root);
        var payload = (await socket.ReceiveAsync())["payload"]!;
        Assert.That((string?)payload["event"]!["subtype"], Is.EqualTo("thread_broadcast"));
        Assert.That((string?)payload["event"]!["root"]!["text"], Is.EqualTo("why?"));
        var counted = "thread_ts reply_count reply_users_count latest_reply reply_users is_locked".Split(' ')
            .Select(field => string.Join('/', "", "event", "root", field));
        Assert.That(Missing(payload, "body-message_thread_broadcast-event_payload").Except(counted), Is.Empty);
        var history = await app.CallAsync("conversations.history", new { channel = app.Incidents });
        Assert.That(history["messages"]!.AsArray().Select(message => (string?)message!["ts"]), Is.EqualTo(new[] { ts, root }));
    }

    [Test]
    public async Task The_app_too_may_show_a_reply_in_the_channel()
    {
        await using var app = await RawSlackApp.StartAsync();
        var thread_ts = app.Slack.Say("#incidents", "oncall", "why?");
        await app.CallAsync("chat.postMessage", new { channel = app.Incidents, text = "because", thread_ts, reply_broadcast = true });
        var history = await app.CallAsync("conversations.history", new { channel = app.Incidents });
        Assert.That((string?)history["messages"]![0]!["subtype"], Is.EqualTo("thread_broadcast"));
        Assert.That(app.Slack.Messages.Thread(app.Incidents, thread_ts)[1].IsBroadcast, Is.True);
    }

    [Test]
    public async Task An_assistants_thread_has_the_fields_of_Slacks_own()
    {
        await using var app = await RawSlackApp.StartAsync(new() { AppKind = JamieDaemon.Sandbox.Slack.SlackAppKind.Assistant });
        using var socket = await app.ConnectAsync();
        var thread = app.Slack.Agent.OpenThread("oncall", "#incidents");
        app.Slack.Agent.ChangeContext("oncall", thread, "#general");
        var started = (await socket.ReceiveAndAckAsync())["payload"]!;
        Assert.That(Missing(started, "body-events_assistant-thread_started_event_body"), Is.Empty);
        var changed = (await socket.ReceiveAndAckAsync())["payload"]!;
        Assert.That(Missing(changed, "body-events_assistant-thread_context_changed_event_body"), Is.Empty);
    }

    private static IEnumerable<string> Missing(System.Text.Json.Nodes.JsonNode payload, string vector) =>
        VectorShape.MissingFrom(payload, vector).Except(OfEnterprisesOnly);
}

using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Slack.Interactions;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class InteractionTests
{
    private const string Blocks =
        """
        [
          {"type":"section","text":{"type":"mrkdwn","text":"because"},
           "accessory":{"type":"static_select","action_id":"model","options":[
             {"text":{"type":"plain_text","text":"Small"},"value":"small"},
             {"text":{"type":"plain_text","text":"Large"},"value":"large"}]}},
          {"type":"actions","block_id":"b","elements":[
            {"type":"button","action_id":"stop","text":{"type":"plain_text","text":"Stop"},"value":"q1"}]},
          {"type":"context_actions","elements":[
            {"type":"feedback_buttons","action_id":"feedback",
             "positive_button":{"text":{"type":"plain_text","text":"Good"},"value":"good"},
             "negative_button":{"text":{"type":"plain_text","text":"Bad"},"value":"bad"}},
            {"type":"icon_button","action_id":"bin","icon":"trash","text":{"type":"plain_text","text":"Remove"},"value":"q1"}]}
        ]
        """;

    [Test]
    public async Task A_button_of_a_message_is_clicked()
    {
        await using var app = await RawSlackApp.StartAsync();
        var message = await PostAsync(app, threadTs: app.Slack.Say("#incidents", "oncall", "why?"));
        var (envelope, interaction) = await ClickAsync(app, message, "stop");
        Assert.That((string?)envelope["type"], Is.EqualTo("interactive"));
        Assert.That((bool)envelope["accepts_response_payload"]!, Is.False);
        var payload = envelope["payload"]!;
        Assert.That((string?)payload["type"], Is.EqualTo("block_actions"));
        Assert.That((string?)payload["user"]!["id"], Is.EqualTo(app.Slack.User("oncall").Id));
        Assert.That((string?)payload["channel"]!["id"], Is.EqualTo(app.Incidents));
        var container = payload["container"]!;
        Assert.That((string?)container["message_ts"], Is.EqualTo(message.Ts));
        Assert.That((string?)container["thread_ts"], Is.EqualTo(message.ThreadTs));
        Assert.That((bool)container["is_ephemeral"]!, Is.False);
        Assert.That((string?)payload["message"]!["ts"], Is.EqualTo(message.Ts));
        Assert.That((string?)payload["trigger_id"], Is.EqualTo(interaction.TriggerId));
        Assert.That((string?)payload["response_url"], Is.EqualTo(interaction.ResponseUrl));
        var action = payload["actions"]![0]!;
        Assert.That((string?)action["action_id"], Is.EqualTo("stop"));
        Assert.That((string?)action["block_id"], Is.EqualTo("b"));
        Assert.That((string?)action["value"], Is.EqualTo("q1"));
        Assert.That(await interaction.Acked.WaitAsync(app.Patience), Is.True);
    }

    [Test]
    public async Task A_click_has_the_fields_of_Slacks_own()
    {
        await using var app = await RawSlackApp.StartAsync();
        var (envelope, _) = await ClickAsync(app, await PostAsync(app), "stop");
        string[] ofGridOnly = ["/team/enterprise_id", "/team/enterprise_name", "/actions/0/text/emoji"];
        Assert.That(VectorShape.MissingFrom(envelope["payload"]!, "body-block_actions-body").Except(ofGridOnly), Is.Empty);
    }

    [TestCase("good", "Good")]
    [TestCase("bad", "Bad")]
    public async Task One_of_the_feedback_buttons_is_pressed(string value, string text)
    {
        await using var app = await RawSlackApp.StartAsync();
        var message = await PostAsync(app);
        var (envelope, _) = await ClickAsync(app, message, "feedback", value);
        var action = envelope["payload"]!["actions"]![0]!;
        Assert.That((string?)action["type"], Is.EqualTo("feedback_buttons"));
        Assert.That((string?)action["value"], Is.EqualTo(value));
        Assert.That((string?)action["text"]!["text"], Is.EqualTo(text));
        Assert.That(() => app.Slack.Interactions.Click("oncall", message, "feedback", "ugly"), Throws.ArgumentException);
    }

    [Test]
    public async Task An_icon_is_clicked()
    {
        await using var app = await RawSlackApp.StartAsync();
        var (envelope, _) = await ClickAsync(app, await PostAsync(app), "bin");
        var action = envelope["payload"]!["actions"]![0]!;
        Assert.That((string?)action["type"], Is.EqualTo("icon_button"));
        Assert.That((string?)action["icon"], Is.EqualTo("trash"));
        Assert.That((string?)action["value"], Is.EqualTo("q1"));
        Assert.That((string?)action["block_id"], Has.Length.EqualTo(5), "Slack names blocks that have no name");
    }

    [Test]
    public async Task A_choice_is_told_as_the_action_and_as_the_state()
    {
        await using var app = await RawSlackApp.StartAsync();
        var message = await PostAsync(app);
        var (chosen, _) = await ClickAsync(app, message, "model", "large");
        var action = chosen["payload"]!["actions"]![0]!;
        Assert.That((string?)action["selected_option"]!["value"], Is.EqualTo("large"));
        Assert.That(Model(chosen)!["value"]!.GetValue<string>(), Is.EqualTo("large"));
        var (stopped, _) = await ClickAsync(app, message, "stop");
        Assert.That(Model(stopped), Is.Null);
        Assert.That(() => app.Slack.Interactions.Click("oncall", message, "model", "huge"), Throws.ArgumentException);

        static JsonNode? Model(JsonNode envelope) =>
            envelope["payload"]!["state"]!["values"]!.AsObject().Single().Value!["model"]!["selected_option"];
    }

    [Test]
    public async Task A_click_in_an_ephemeral_message_brings_no_message()
    {
        await using var app = await RawSlackApp.StartAsync();
        var user = app.Slack.User("oncall").Id;
        var posted = await app.CallAsync("chat.postEphemeral", new { channel = app.Incidents, user, text = "hi", blocks = Blocks });
        var message = app.Slack.Messages.Find(app.Incidents, (string)posted["message_ts"]!)!;
        var (envelope, _) = await ClickAsync(app, message, "stop");
        Assert.That((bool)envelope["payload"]!["container"]!["is_ephemeral"]!, Is.True);
        Assert.That(envelope["payload"]!["message"], Is.Null);
        Assert.That(() => app.Slack.Interactions.Click("developer", message, "stop"), Throws.ArgumentException);
    }

    [Test]
    public async Task What_is_not_there_cannot_be_clicked()
    {
        await using var app = await RawSlackApp.StartAsync();
        var message = await PostAsync(app);
        Assert.That(() => app.Slack.Interactions.Click("oncall", message, "start"), Throws.ArgumentException);
        app.Slack.DeleteMessage("#incidents", message.Ts);
        Assert.That(() => app.Slack.Interactions.Click("oncall", message, "stop"), Throws.ArgumentException);
    }

    [TestCase(true, TestName = "A_click_that_is_not_acked_in_three_seconds_failed")]
    [TestCase(false, TestName = "A_click_without_a_socket_failed_at_once")]
    public async Task A_click_is_not_delivered_again(bool hasSocket)
    {
        var time = new ManualTimeProvider();
        await using var app = await RawSlackApp.StartAsync(new() { Time = time });
        var message = await PostAsync(app);
        using var socket = hasSocket ? await app.ConnectAsync() : null;
        var interaction = app.Slack.Interactions.Click("oncall", message, "stop");
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.That(await interaction.Acked.WaitAsync(app.Patience), Is.False);
        Assert.That(app.Slack.Sockets.Lost, Is.EqualTo(1));
    }

    [Test]
    public async Task The_clicked_message_is_replaced_and_deleted_by_its_response_url()
    {
        await using var app = await RawSlackApp.StartAsync();
        var message = await PostAsync(app);
        var url = app.Slack.Interactions.Click("oncall", message, "stop").ResponseUrl;
        await RespondAsync(app, url, new { text = "stopped", replace_original = true });
        var replaced = app.Slack.Messages.Find(app.Incidents, message.Ts)!;
        Assert.That(replaced.Text, Is.EqualTo("stopped"));
        Assert.That(replaced.Blocks, Is.Null);
        await RespondAsync(app, url, new { delete_original = true });
        Assert.That(app.Slack.Messages.Find(app.Incidents, message.Ts), Is.Null);
    }

    [Test]
    public async Task A_click_is_answered_for_the_member_alone_or_in_the_thread_for_all()
    {
        await using var app = await RawSlackApp.StartAsync();
        var question = app.Slack.Say("#incidents", "oncall", "why?");
        var interaction = app.Slack.Interactions.Click("oncall", await PostAsync(app, question), "stop");
        await RespondAsync(app, interaction.ResponseUrl, new { text = "psst", replace_original = false });
        await RespondAsync(app, interaction.ResponseUrl, new { text = "all", response_type = "in_channel", thread_ts = question });
        Assert.That(interaction.Replies.Select(reply => reply.EphemeralFor), Is.EqualTo(new[] { app.Slack.User("oncall").Id, null }));
        Assert.That(interaction.Replies.Select(reply => reply.ThreadTs), Is.EqualTo(new[] { null, question }));
    }

    [Test]
    public async Task A_shortcut_brings_its_message()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        var ts = app.Slack.Say("#incidents", "developer", "FIRING: disk full");
        await socket.ReceiveAndAckAsync();
        var message = app.Slack.Messages.Find(app.Incidents, ts)!;
        var interaction = app.Slack.Interactions.Shortcut("oncall", message, "ask_jamie");
        var payload = (await socket.ReceiveAndAckAsync())["payload"]!;
        Assert.That((string?)payload["type"], Is.EqualTo("message_action"));
        Assert.That((string?)payload["callback_id"], Is.EqualTo("ask_jamie"));
        Assert.That((string?)payload["message_ts"], Is.EqualTo(ts));
        Assert.That((string?)payload["message"]!["text"], Is.EqualTo("FIRING: disk full"));
        Assert.That((string?)payload["response_url"], Is.EqualTo(interaction.ResponseUrl));
        string[] notHere = ["/team/enterprise_id", "/team/enterprise_name", "/message/blocks/0/elements/0/elements/0/user_id"];
        Assert.That(VectorShape.MissingFrom(payload, "body-shortcut-message_shortcut_body").Except(notHere), Is.Empty);
        Assert.That(await interaction.Acked.WaitAsync(app.Patience), Is.True);
    }

    private static async Task<SlackMessage> PostAsync(RawSlackApp app, string? threadTs = null)
    {
        var call = new { channel = app.Incidents, text = "because", blocks = Blocks, thread_ts = threadTs };
        var posted = await app.CallAsync("chat.postMessage", call);
        Assert.That((string?)posted["error"], Is.Null, posted.ToJsonString());
        return app.Slack.Messages.Find(app.Incidents, (string)posted["ts"]!)!;
    }

    private static async Task<(JsonNode Envelope, SlackInteraction Interaction)> ClickAsync(
        RawSlackApp app, SlackMessage message, string actionId, string? value = null)
    {
        using var socket = await app.ConnectAsync();
        var interaction = app.Slack.Interactions.Click("oncall", message, actionId, value);
        var envelope = await socket.ReceiveAndAckAsync();
        await interaction.Acked.WaitAsync(app.Patience);
        socket.Dispose();
        await app.Slack.Sockets.WhenAsync(sockets => sockets.Open.Count == 0, app.Patience);
        return (envelope, interaction);
    }

    private static async Task RespondAsync(RawSlackApp app, string url, object body)
    {
        using var response = await app.Http.PostAsJsonAsync(url, body, app.Patience);
        Assert.That(await response.Content.ReadAsStringAsync(app.Patience), Is.EqualTo("ok"));
    }
}

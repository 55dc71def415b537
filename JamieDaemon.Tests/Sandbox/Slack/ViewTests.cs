using System.Text.Json.Nodes;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class ViewTests
{
    private const string Modal =
        """
        {"type":"modal","callback_id":"feedback","private_metadata":"q1","notify_on_close":true,
         "title":{"type":"plain_text","text":"Jamie"},"submit":{"type":"plain_text","text":"Send"},
         "close":{"type":"plain_text","text":"Cancel"},
         "blocks":[{"type":"input","block_id":"reason","label":{"type":"plain_text","text":"Why?"},
           "element":{"type":"plain_text_input","action_id":"text"}}]}
        """;

    [Test]
    public async Task A_submitted_modal_brings_what_was_filled_in_and_closes()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        var view = await OpenAsync(app, socket);
        var submission = app.Slack.Interactions.Submit(view, ("text", "too slow"));
        var envelope = await socket.ReceiveAndAckAsync();
        Assert.That((bool)envelope["accepts_response_payload"]!, Is.True);
        var payload = envelope["payload"]!;
        Assert.That((string?)payload["type"], Is.EqualTo("view_submission"));
        Assert.That((string?)payload["view"]!["private_metadata"], Is.EqualTo("q1"));
        Assert.That((string?)payload["view"]!["state"]!["values"]!["reason"]!["text"]!["value"], Is.EqualTo("too slow"));
        string[] notHere =
        [
            "/team/enterprise_id", "/team/enterprise_name", "/view/blocks/0/optional",
            // Named by the app, so called otherwise there.
            "/view/state/values/hspI", "/view/state/values/hspI/maBWU",
            "/view/state/values/hspI/maBWU/type", "/view/state/values/hspI/maBWU/value",
        ];
        Assert.That(VectorShape.MissingFrom(payload, "body-view_submission-body").Except(notHere), Is.Empty);
        Assert.That(await submission.Acked.WaitAsync(app.Patience), Is.True);
        Assert.That(app.Slack.Views.Modals, Is.Empty);
    }

    [Test]
    public async Task An_ack_with_errors_keeps_the_modal_open()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        var submission = app.Slack.Interactions.Submit(await OpenAsync(app, socket));
        await AckAsync(socket, """{"response_action":"errors","errors":{"reason":"Please say why."}}""");
        Assert.That(await submission.Acked.WaitAsync(app.Patience), Is.True);
        Assert.That(submission.Errors["reason"], Is.EqualTo("Please say why."));
        Assert.That(app.Slack.Views.Modals, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_ack_with_a_view_takes_the_modals_place_or_lies_upon_it()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        var view = await OpenAsync(app, socket);
        var update = app.Slack.Interactions.Submit(view);
        await AckAsync(socket, $$"""{"response_action":"update","view":{{Modal.Replace("q1", "q2", StringComparison.Ordinal)}}}""");
        await update.Acked.WaitAsync(app.Patience);
        var updated = app.Slack.Views.Modals.Single();
        Assert.That(updated.Id, Is.EqualTo(view.Id));
        Assert.That(updated.Content.GetProperty("private_metadata").GetString(), Is.EqualTo("q2"));
        var push = app.Slack.Interactions.Submit(updated);
        await AckAsync(socket, $$"""{"response_action":"push","view":{{Modal}}}""");
        await push.Acked.WaitAsync(app.Patience);
        var top = app.Slack.Views.ModalOf(view.User)!;
        Assert.That(top.PreviousId, Is.EqualTo(view.Id));
        Assert.That(top.RootId, Is.EqualTo(view.Id));
        var clear = app.Slack.Interactions.Submit(top);
        await AckAsync(socket, """{"response_action":"clear"}""");
        Assert.That(await clear.Acked.WaitAsync(app.Patience), Is.True);
        Assert.That(app.Slack.Views.Modals, Is.Empty);
    }

    [TestCase("""{"response_action":"update","view":{"type":"home","blocks":[]}}""")]
    [TestCase("""{"response_action":"applaud"}""")]
    public async Task An_ack_that_makes_no_sense_shows_the_member_an_error(string ack)
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        var submission = app.Slack.Interactions.Submit(await OpenAsync(app, socket));
        await AckAsync(socket, ack);
        Assert.That(await submission.Acked.WaitAsync(app.Patience), Is.False);
        Assert.That(app.Slack.Views.Modals, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_closed_modal_is_told_to_an_app_that_asked_to_hear_of_it()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        var view = await OpenAsync(app, socket);
        app.Slack.Interactions.Close(view);
        Assert.That(app.Slack.Views.Modals, Is.Empty);
        var payload = (await socket.ReceiveAsync())["payload"]!;
        Assert.That((string?)payload["type"], Is.EqualTo("view_closed"));
        Assert.That((bool)payload["is_cleared"]!, Is.False);
        Assert.That((string?)payload["view"]!["id"], Is.EqualTo(view.Id));
        var silent = view with { Content = Without(view, "notify_on_close") };
        app.Slack.Interactions.Close(silent);
        app.Slack.OpenHome("oncall");
        Assert.That((string?)(await socket.ReceiveAsync())["type"], Is.EqualTo("events_api"));
    }

    [Test]
    public async Task An_open_modal_is_updated_while_the_hash_is_right()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        var open = await OpenAsync(app, socket);
        var updated = await app.CallAsync("views.update", new { view_id = open.Id, view = Modal, hash = open.Hash });
        Assert.That((string?)updated["view"]!["root_view_id"], Is.EqualTo(open.Id));
        Assert.That((string?)updated["view"]!["hash"], Is.Not.EqualTo(open.Hash));
        var stale = new { view_id = open.Id, view = Modal, hash = open.Hash };
        Assert.That(await app.ErrorAsync("views.update", stale), Is.EqualTo("hash_conflict"));
        app.Slack.Interactions.Close(open);
        Assert.That(await app.ErrorAsync("views.update", stale), Is.EqualTo("not_found"));
    }

    [Test]
    public async Task A_button_on_the_Home_is_clicked()
    {
        await using var app = await RawSlackApp.StartAsync();
        var user = app.Slack.User("oncall");
        await app.CallAsync("views.publish", new
        {
            user_id = user.Id,
            view = new
            {
                type = "home",
                blocks = new[]
                {
                    new
                    {
                        type = "actions",
                        elements = new[]
                        {
                            new { type = "button", action_id = "models", text = new { type = "plain_text", text = "Models" } },
                        },
                    },
                },
            },
        });
        using var socket = await app.ConnectAsync();
        var interaction = app.Slack.Interactions.Click(app.Slack.Views.HomeOf(user.Id)!, "models");
        var payload = (await socket.ReceiveAndAckAsync())["payload"]!;
        Assert.That((string?)payload["container"]!["type"], Is.EqualTo("view"));
        Assert.That((string?)payload["view"]!["type"], Is.EqualTo("home"));
        Assert.That((string?)payload["actions"]![0]!["action_id"], Is.EqualTo("models"));
        Assert.That(payload["channel"], Is.Null);
        Assert.That(payload["response_url"], Is.Null);
        var opened = await app.CallAsync("views.open", new { trigger_id = interaction.TriggerId, view = Modal });
        Assert.That((bool)opened["ok"]!, Is.True);
    }

    private static async Task<SlackView> OpenAsync(RawSlackApp app, RawSlackSocket socket)
    {
        var trigger_id = app.Slack.Slash("oncall", "#incidents", "/ask", "").TriggerId;
        await socket.ReceiveAndAckAsync();
        var opened = await app.CallAsync("views.open", new { trigger_id, view = Modal });
        Assert.That((string?)opened["error"], Is.Null, opened.ToJsonString());
        return app.Slack.Views.ModalOf(app.Slack.User("oncall").Id)!;
    }

    private static async Task AckAsync(RawSlackSocket socket, string payload) =>
        await socket.AckAsync(await socket.ReceiveAsync(), JsonNode.Parse(payload));

    private static System.Text.Json.JsonElement Without(SlackView view, string name)
    {
        var content = JsonNode.Parse(view.Content.GetRawText())!.AsObject();
        content.Remove(name);
        return System.Text.Json.JsonSerializer.SerializeToElement(content);
    }
}

using System.Text.Json.Nodes;
using JamieDaemon.Sandbox.Terminal;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Terminal;

public sealed class HandsTests
{
    private const string Blocks =
        """
        [{"type":"actions","elements":[{"type":"button","action_id":"again","text":{"type":"plain_text","text":"Again"},"value":"q1"}]},
         {"type":"context_actions","elements":[{"type":"feedback_buttons","action_id":"feedback",
           "positive_button":{"text":{"type":"plain_text","text":"Good"},"value":"good"},
           "negative_button":{"text":{"type":"plain_text","text":"Bad"},"value":"bad"}}]}]
        """;

    private RawSlackApp _app = null!;
    private ButtonNumbers _buttons = null!;
    private Asker _asker = null!;
    private Hands _hands = null!;

    [SetUp]
    public async Task BeginAsync()
    {
        _app = await RawSlackApp.StartAsync();
        _buttons = new ButtonNumbers(_app.Slack, IncidentScene.User);
        _asker = new Asker(_app.Slack, _ => { }, TimeProvider.System, CancellationToken.None);
        _hands = new Hands(_app.Slack, _buttons, _asker);
    }

    [TearDown]
    public async Task EndAsync() => await _app.DisposeAsync();

    [Test]
    public async Task A_button_is_clicked_by_its_number()
    {
        var posted = await _app.CallAsync("chat.postMessage", new { channel = _app.Incidents, text = "hi", blocks = Blocks });
        var message = _app.Slack.Messages.Find(_app.Incidents, (string)posted["ts"]!)!;
        var shown = _buttons.In(message).Select(button => (button.Number, button.Label));
        Assert.That(shown, Is.EqualTo(new[] { (1, "Again"), (2, "Good"), (3, "Bad") }));
        Assert.That(_buttons.In(message).Select(button => button.Number), Is.EqualTo(new[] { 1, 2, 3 }), "the same thing, the same number");
        using var socket = await _app.ConnectAsync();
        Assert.That(Do("click 3"), Does.Contain("Bad"));
        var click = await socket.ReceiveAndAckAsync();
        Assert.That((string?)click["payload"]!["actions"]![0]!["value"], Is.EqualTo("bad"));
        Assert.That(Do("click 4"), Is.EqualTo("There is no button 4."));
        _app.Slack.DeleteMessage("#incidents", message.Ts);
        Assert.That(Do("click 1"), Does.Contain("does not see"));
    }

    [Test]
    public async Task Stop_presses_Slacks_own_where_there_is_one()
    {
        Assert.That(Do("stop"), Does.StartWith("Slack shows no Stop"));
        _asker.Say(UserLine.Read("why?"));
        var thread_ts = _asker.LastQuestion!.Ts;
        await _app.CallAsync("agents.sessions.setStatus", new { channel_id = _app.Incidents, thread_ts, status = "processing" });
        Assert.That(Do("stop"), Is.EqualTo("oncall pressed Stop"));
    }

    [Test]
    public void The_last_question_is_edited_and_goes_on_naming_Jamie()
    {
        Assert.That(Do("edit why?"), Does.StartWith("There is nothing to edit"));
        _asker.Say(UserLine.Read("teh question"));
        Assert.That(Do("edit the question"), Is.Null);
        Assert.That(_asker.LastQuestion!.Text, Is.EqualTo($"<@{_app.Slack.Team.BotUserId}> the question"));
        Assert.That(_asker.LastQuestion.EditedTs, Is.Not.Null);
    }

    [Test]
    public void A_file_is_shared_with_a_question()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "app.log");
        File.WriteAllText(path, "OOMKilled");
        Assert.That(Do($"upload {path} why?"), Is.Null);
        var question = _asker.LastQuestion!;
        Assert.That(question.Text, Is.EqualTo($"<@{_app.Slack.Team.BotUserId}> why?"));
        Assert.That(question.Files.Single().Upload.Name, Is.EqualTo("app.log"));
        Assert.That(BlockText.Of(question), Does.EndWith("📎 app.log, 9 bytes"));
        Assert.That(Do("upload nothing.log"), Does.StartWith("There is no file nothing.log"));
    }

    [Test]
    public async Task A_shortcut_is_used_on_the_last_message_of_the_channel()
    {
        Assert.That(Do("shortcut ask_jamie"), Does.StartWith("There is no message"));
        IncidentScene.Post(_app.Slack);
        using var socket = await _app.ConnectAsync();
        Do("shortcut ask_jamie");
        var shortcut = (await socket.ReceiveAndAckAsync())["payload"]!;
        Assert.That((string?)shortcut["callback_id"], Is.EqualTo("ask_jamie"));
        Assert.That((string?)shortcut["message"]!["text"], Does.StartWith("checkout-api restarts"));
    }

    [Test]
    public async Task A_modal_is_filled_in_sent_and_closed()
    {
        Assert.That(Do("submit too slow"), Is.EqualTo("There is no modal open."));
        const string modal =
            """
            {"type":"modal","callback_id":"why","title":{"type":"plain_text","text":"Why?"},"submit":{"type":"plain_text","text":"Send"},
             "blocks":[{"type":"input","block_id":"reason","label":{"type":"plain_text","text":"Why?"},
               "element":{"type":"plain_text_input","action_id":"text"}}]}
            """;
        var trigger_id = _app.Slack.Slash("oncall", "#incidents", "/ask", "").TriggerId;
        await _app.CallAsync("views.open", new { trigger_id, view = modal });
        using var socket = await _app.ConnectAsync();
        Do("submit too slow");
        var submission = await socket.ReceiveAsync();
        var errors = JsonNode.Parse("""{"response_action":"errors","errors":{"reason":"Say more."}}""");
        await socket.AckAsync(submission, errors);
        Assert.That((string?)submission["payload"]!["view"]!["state"]!["values"]!["reason"]!["text"]!["value"], Is.EqualTo("too slow"));
        Assert.That(Do("close"), Is.EqualTo("oncall closed the modal"));
        Assert.That(_app.Slack.Views.Modals, Is.Empty);
    }

    private string? Do(string line) => _hands.Do(UserLine.Read(line));
}

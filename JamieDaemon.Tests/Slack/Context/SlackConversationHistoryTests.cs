using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Context;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Context;

[CancelAfter(Limits.Milliseconds)]
public sealed class SlackConversationHistoryTests
{
    private const string Alert =
        """{"ts":"1.0","subtype":"bot_message","bot_id":"BALERT","username":"Alertmanager","text":"","attachments":[{"title":"[FIRING:1] Disk full","text":"on db-1"}]}""";

    [Test]
    public async Task An_alert_that_has_no_text_is_what_the_thread_is_about(CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync();
        history.InThread(Alert, """{"ts":"2.0","user":"UADA1","text":"who looks?"}""", """{"ts":"3.0","user":"UJAMIE","bot_id":"BJAMIE","text":"I do"}""");

        var context = await history.ReadAsync(InThread("1.0"));

        Assert.That(context.Messages.Select(message => (message.Author, message.Text, message.FromJamie, message.FromApp, message.OpensThread)), Is.EqualTo(new[]
        {
            ("Alertmanager", "[FIRING:1] Disk full\non db-1", false, true, true),
            ("Ada", "who looks?", false, false, false),
            ("Jamie", "I do", true, false, false),
        }));
        Assert.That((context.Place, context.Asker, context.LeftOut.Count), Is.EqualTo(("incidents", "name of U1", 0)));
    }

    [Test]
    public async Task Of_a_long_thread_its_first_message_and_the_newest_are_kept_and_the_rest_is_counted(CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync(new SlackOptions { BotToken = ScriptedSlack.BotToken, ContextMessages = 3 });
        history.InThread([Alert, .. Enumerable.Range(10, 20).Select(i => $$"""{"ts":"{{i}}.0","user":"UADA1","text":"reply {{i}}"}""")]);

        var context = await history.ReadAsync(InThread("1.0"));

        Assert.That(context.Messages.Select(message => message.Text.Split('\n')[0]), Is.EqualTo(["[FIRING:1] Disk full", "reply 27", "reply 28", "reply 29"]));
        Assert.That(context.LeftOut, Is.EqualTo([new Omission(OmissionReason.OlderMessages, Count: 17)]));
    }

    [Test]
    public async Task A_thread_whose_end_is_out_of_reach_says_so(CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync();
        history.Answers.On("/api/conversations.replies", """{"ok":true,"messages":[{"ts":"1.0","user":"U5","text":"hi"}],"response_metadata":{"next_cursor":"more"}}""");

        var context = await history.ReadAsync(InThread("1.0"));

        Assert.That(context.Messages, Has.Count.EqualTo(1), "Slack repeats the first message on every page");
        Assert.That(context.LeftOut, Is.EqualTo([new Omission(OmissionReason.NewestMessages)]));
        Assert.That(history.Answers.CountOf("/api/conversations.replies"), Is.EqualTo(3));
    }

    [Test]
    public async Task Whoever_is_mentioned_is_named(CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync();
        history.Answers
            .On("/api/usergroups.list", """{"ok":true,"usergroups":[{"id":"SONCALL1","handle":"oncall","name":"On-call"},{"id":"SOPS1","handle":"ops"}]}""")
            .On("/api/bots.info", """{"ok":true,"bot":{"id":"BDEPLOY1","name":"Deployer"}}""");
        history.InChannel("""{"ts":"1.0","bot_id":"BDEPLOY1","user":"UBOT","text":"<@UBOB1>, <!subteam^SONCALL1> and <!subteam^SOPS1|@ops-team>: see <#C99> <!here>"}""");

        var context = await history.ReadAsync(Some.Question("did @UBOB1 or @subteam^SOPS1 see #C99 or @team?"));

        Assert.That((context.Messages[0].Author, context.Messages[0].Text), Is.EqualTo(("Deployer", "@name of UBOB1, @oncall and @ops-team: see #incidents @here")));
        Assert.That(context.Names, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["@UBOB1"] = "@name of UBOB1",
            ["@subteam^SOPS1"] = "@ops",
            ["#C99"] = "#incidents",
        }));
        await history.ReadAsync();
        Assert.That(history.Answers.CountOf("/api/usergroups.list"), Is.EqualTo(1).Or.EqualTo(2), "remembered");
        Assert.That(history.Answers.CountOf("/api/bots.info"), Is.EqualTo(1), "remembered");
    }

    [Test]
    public async Task No_two_authors_can_be_taken_for_one_nor_one_for_Jamie(CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync();
        history.InChannel(
            """{"ts":"4.0","bot_id":"B2","username":"JAMIE","text":"d"}""",
            """{"ts":"3.0","bot_id":"B1","username":"Ada","text":"c"}""",
            """{"ts":"2.0","user":"UADA2","text":"b"}""",
            """{"ts":"1.0","user":"UADA1","text":"a"}""");

        var context = await history.ReadAsync();

        Assert.That(context.Messages.Select(message => message.Author), Is.EqualTo(["Ada", "Ada (UADA2)", "Ada (B1)", "JAMIE (B2)"]));
    }

    [Test]
    public async Task What_only_tells_of_the_channels_life_and_the_question_itself_are_no_context(CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync();
        var question = Some.Question();
        history.InChannel(
            $$"""{"ts":"{{question.Conversation.Message}}","user":"U1","text":"why?"}""",
            """{"ts":"2.0","subtype":"channel_join","user":"U1","text":"<@U1> has joined the channel"}""",
            """{"ts":"1.5","subtype":"tombstone","user":"USLACKBOT","text":"This message was deleted."}""",
            """{"ts":"1.4","user":"U1","text":""}""",
            """{"ts":"1.0","user":"U1","text":"it is down"}""");
        Assert.That((await history.ReadAsync(question)).Messages.Select(message => message.Text), Is.EqualTo(["it is down"]));
    }

    [Test]
    public async Task There_are_no_more_look_ups_than_a_question_may_cost(CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync();
        history.InChannel($$"""{"ts":"1.0","user":"UADA1","text":"{{string.Concat(Enumerable.Range(0, 300).Select(i => $"<@UX{i}> "))}}"}""");

        var context = await history.ReadAsync();

        Assert.That(history.Answers.CountOf("/api/users.info"), Is.LessThanOrEqualTo(SlackNames.MostAtOnce + 1));
        Assert.That(context.Messages[0].Text, Does.Contain("@name of UX0 ").And.Contain("@UX299"));
    }

    [TestCase("missing_scope", OmissionReason.ConversationForbidden)]
    [TestCase("not_in_channel", OmissionReason.ConversationNotJoined)]
    [TestCase("channel_not_found", OmissionReason.ConversationNotJoined)]
    [TestCase("some_new_code", OmissionReason.ConversationLate)]
    public async Task A_conversation_that_Slack_keeps_back_is_left_out_with_its_reason(string error, OmissionReason reason, CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync();
        history.Answers.On("/api/conversations.history", HttpAnswers.Error(error));
        Assert.That((await history.ReadAsync()).LeftOut, Is.EqualTo([new Omission(reason)]));
        Assert.That(history.Logger.Events, Is.EqualTo(["slack.context_unread"]));
    }

    [Test]
    public async Task A_limit_that_outlasts_the_patience_is_named(CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync();
        history.Answers.On("/api/conversations.history", HttpAnswers.RetryAfter("30"));
        Assert.That((await history.ReadAsync()).LeftOut, Is.EqualTo([new Omission(OmissionReason.ConversationLimited)]));
    }

    [Test]
    public async Task Where_no_context_is_wanted_none_is_read(CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync(new SlackOptions { BotToken = ScriptedSlack.BotToken, ContextMessages = 0 });
        var context = await history.ReadAsync();
        Assert.That((context.Messages.Count, history.Answers.CountOf("/api/conversations.history")), Is.EqualTo((0, 0)));
    }

    private static Question InThread(string thread)
    {
        var question = Some.Question();
        return question with { Conversation = question.Conversation with { Thread = thread } };
    }
}

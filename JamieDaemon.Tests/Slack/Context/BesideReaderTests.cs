using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Access;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Context;

/// <summary>What an answer in a private thread knows of the channel that its asker looks at.</summary>
[CancelAfter(Limits.Milliseconds)]
public sealed class BesideReaderTests
{
    private static readonly Question Asked = Some.Question(kind: QuestionKind.DirectMessage) with
    {
        Conversation = new Conversation("T1", "D1", "1.0", "3.0"),
        About = new Conversation("T1", "C7", null, null),
    };

    [Test]
    public async Task Its_last_messages_come_before_those_of_the_thread_and_say_where_they_were_said(CancellationToken token)
    {
        await using var history = await StartAsync("""{"ok":true,"members":["U9","U1"]}""");

        var context = await history.ReadAsync(Asked);

        Assert.That(context.Messages.Select(message => (message.Author, message.Text, message.FromJamie)), Is.EqualTo(new[]
        {
            ("Ada in #incidents", "db-1 is down", false),
            ("Jamie in #incidents", "I said so", false),
            ("Ada", "in the thread", false),
            ("Jamie", "so it is", true),
        }));
        Assert.That(context.LeftOut, Is.Empty);
    }

    [Test]
    public async Task A_channel_that_the_asker_is_not_in_stays_closed_and_the_answer_says_so(CancellationToken token)
    {
        await using var history = await StartAsync("""{"ok":true,"members":["U9"]}""");

        var context = await history.ReadAsync(Asked);

        Assert.That(context.Messages.Select(message => message.Text), Is.EqualTo(["in the thread", "so it is"]));
        Assert.That(context.LeftOut, Is.EqualTo([new Omission(OmissionReason.ChannelBeside)]));
        Assert.That(history.Answers.CountOf("/api/conversations.history"), Is.Zero, "it was not even read");
    }

    [TestCase("channel_not_found", Description = "A private channel without Jamie.")]
    [TestCase("missing_scope")]
    public async Task A_channel_whose_members_Slack_does_not_tell_stays_closed(string error, CancellationToken token)
    {
        await using var history = await StartAsync($$"""{"ok":false,"error":"{{error}}"}""");
        Assert.That((await history.ReadAsync(Asked)).LeftOut, Is.EqualTo([new Omission(OmissionReason.ChannelBeside)]));
    }

    [Test]
    public async Task A_channel_without_Jamie_is_named_as_left_out(CancellationToken token)
    {
        await using var history = await StartAsync("""{"ok":true,"members":["U1"]}""");
        history.Answers.On("/api/conversations.history", """{"ok":false,"error":"not_in_channel"}""");
        var context = await history.ReadAsync(Asked);
        Assert.That((context.Messages.Count, context.LeftOut), Is.EqualTo((2, new[] { new Omission(OmissionReason.ChannelBeside) })));
    }

    [Test]
    public async Task A_channel_in_which_nobody_may_ask_is_not_read_from_elsewhere_either(CancellationToken token)
    {
        var settings = new SlackOptions { BotToken = ScriptedSlack.BotToken, Access = new AccessOptions { DeniedChannels = ["C7"] } };
        await using var history = await StartAsync("""{"ok":true,"members":["U1"]}""", settings);
        Assert.That((await history.ReadAsync(Asked)).LeftOut, Is.EqualTo([new Omission(OmissionReason.ChannelBeside)]));
        Assert.That(history.Answers.CountOf("/api/conversations.members"), Is.Zero);
    }

    [Test]
    public async Task The_asker_is_looked_for_on_five_pages_and_remembered_for_five_minutes(CancellationToken token)
    {
        await using var history = await StartAsync("""{"ok":true,"members":["U9"],"response_metadata":{"next_cursor":"more"}}""");
        for (var i = 0; i < 2; i++) Assert.That((await history.ReadAsync(Asked)).LeftOut, Has.Count.EqualTo(1));
        Assert.That(history.Answers.CountOf("/api/conversations.members"), Is.EqualTo(5));

        history.Time.Advance(TimeSpan.FromMinutes(5));
        history.Answers.On("/api/conversations.members", """{"ok":true,"members":["U1"]}""");
        Assert.That((await history.ReadAsync(Asked)).LeftOut, Is.Empty);
    }

    private static async Task<HistoryUnderTest> StartAsync(string members, SlackOptions? settings = null)
    {
        var history = await HistoryUnderTest.StartAsync(settings);
        history.InThread("""{"ts":"1.0","user":"UADA1","text":"in the thread"}""", """{"ts":"2.0","user":"UJAMIE","bot_id":"BJAMIE","text":"so it is"}""");
        history.InChannel("""{"ts":"0.9","user":"UJAMIE","bot_id":"BJAMIE","text":"I said so"}""", """{"ts":"0.5","user":"UADA1","text":"db-1 is down"}""");
        history.Answers.On("/api/conversations.members", members);
        return history;
    }
}

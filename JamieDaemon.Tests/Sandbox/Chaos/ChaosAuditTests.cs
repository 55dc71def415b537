using JamieDaemon.Sandbox.Chaos;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Chaos;

/// <summary>The reckoning of a run, over a workspace in which all was said by hand.</summary>
[CancelAfter(Limits.Milliseconds)]
public sealed class ChaosAuditTests
{
    private static readonly string FullDisk = SayingText.Of(Saying.NoJournal, "/ask-jamie");

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    public async Task What_is_answered_is_found_and_what_is_not_is_lost(int first, CancellationToken token)
    {
        await using var slack = await StartAsync(token);
        var (answered, lost) = (Ask(slack, first), Ask(slack, first + 20));
        Say(slack, answered, answered.Words.Expected);
        var count = ChaosAudit.Count([answered, lost], answered.Kind, slack);
        Assert.That((count.Asked, count.Answered, count.Twice.Count), Is.EqualTo((2, 1, 0)));
        Assert.That(count.Lost, Is.EqualTo([lost]));
    }

    [Test]
    public async Task Two_answers_are_one_too_many(CancellationToken token)
    {
        await using var slack = await StartAsync(token);
        var question = Ask(slack, First(ChaosKind.Direct));
        Say(slack, question, question.Words.Expected);
        Say(slack, question, question.Words.Expected[..20]);
        Assert.That(ChaosAudit.Count([question], ChaosKind.Direct, slack).Twice, Is.EqualTo([question]));
    }

    [Test]
    public async Task In_a_private_conversation_a_refusal_excuses_only_the_question_that_it_was_said_of(CancellationToken token)
    {
        await using var slack = await StartAsync(token);
        var (refused, lost) = (Ask(slack, First(ChaosKind.Direct)), Ask(slack, First(ChaosKind.Direct) + 20));
        Say(slack, refused, FullDisk);
        Say(slack, refused, FullDisk);
        var count = ChaosAudit.Count([refused, lost], ChaosKind.Direct, slack);
        Assert.That((count.Refused, count.Lost.Count), Is.EqualTo((1, 1)));

        Say(slack, refused, refused.Words.Expected);
        Assert.That(ChaosAudit.Count([refused, lost], ChaosKind.Direct, slack).Lost, Is.EqualTo([lost]), "refused first, and answered all the same");
    }

    [Test]
    public async Task In_a_channel_a_refusal_that_nobody_needed_is_told(CancellationToken token)
    {
        await using var slack = await StartAsync(token);
        var question = Ask(slack, First(ChaosKind.Thread));
        Say(slack, question, FullDisk);
        Assert.That(Refused(), Is.EqualTo((1, 0)));
        Say(slack, question, question.Words.Expected);
        Assert.That(Refused(), Is.EqualTo((0, 1)));

        (int, int) Refused() => ChaosAudit.Count([question], ChaosKind.Thread, slack) is var count ? (count.Refused, count.RefusalsLeft) : default;
    }

    [Test]
    public async Task A_commands_excuse_is_what_was_replied_to_it(CancellationToken token)
    {
        await using var slack = await StartAsync(token);
        var (refused, lost) = (Ask(slack, First(ChaosKind.Command)), Ask(slack, First(ChaosKind.Command) + 20));
        Say(slack, refused, FullDisk);
        Say(slack, refused, FullDisk);
        Assert.That(ChaosAudit.Count([refused, lost], ChaosKind.Command, slack).Lost, Is.EqualTo([lost]));
    }

    private static int First(ChaosKind kind) => Enumerable.Range(0, 10).First(number => new ChaosQuestion(number).Kind == kind);

    private static async Task<SlackWorkspace> StartAsync(CancellationToken token)
    {
        var slack = await SlackWorkspace.StartAsync(new SlackWorkspaceOptions(), token);
        slack.AddChannel(ChaosQuestion.CommandRoom[1..]);
        for (var i = 0; i < 10; i++)
        {
            slack.AddChannel($"chaos-{i}");
            slack.AddUser($"asker-{i}");
        }

        return slack;
    }

    private static ChaosQuestion Ask(SlackWorkspace slack, int number)
    {
        var question = new ChaosQuestion(number);
        if (question.Kind != ChaosKind.Command)
        {
            question.AskIn(slack);
            return question;
        }

        // Nobody listens who could acknowledge it.
        question.Invocation = new("trigger", "http://127.0.0.1/response");
        question.Invocation.Resolve(acked: true);
        return question;
    }

    /// <summary>As Jamie would: in the thread, in the private conversation with its mark, or to the command; refusals in channels are whispered.</summary>
    private static void Say(SlackWorkspace slack, ChaosQuestion question, string text)
    {
        var asker = slack.User(question.Asker);
        var isWhispered = question.Kind == ChaosKind.Command || (question.Kind == ChaosKind.Thread && text == FullDisk);
        var said = slack.Messages.Add(new SlackMessage
        {
            Channel = question.Kind == ChaosKind.Direct ? asker.DirectChannel : slack.Channel(question.Room[1..]).Id,
            ThreadTs = question.Kind == ChaosKind.Thread && !isWhispered ? question.Words.Ts : null,
            User = slack.Team.BotUserId,
            BotId = slack.Team.BotId,
            EphemeralFor = isWhispered ? asker.Id : null,
            Text = text,
            Metadata = System.Text.Json.JsonSerializer.SerializeToElement(new { event_type = "jamie_answer", event_payload = new { question_id = $"q{question.Number}" } }),
        });
        question.Invocation?.Add(said);
    }
}

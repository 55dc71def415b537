using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.Interactions;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace JamieDaemon.Tests.Slack.Answers;

[CancelAfter(Limits.Milliseconds)]
public sealed class CommandAnswerTests
{
    private const string ReplyUrl = "/response/1";

    [Test]
    public async Task What_the_next_process_would_not_know_to_be_sent_is_not_sent_but_put_off(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var answers = new PathAnswers(slack.Server).On(ReplyUrl, """{"ok":true}""");
        var journal = Substitute.For<IQuestionJournal>();
        journal.AdvanceAsync(default!, default).ReturnsForAnyArgs(false, true);
        await using var answer = Answer(slack, journal);
        answer.Append("because of a deploy");

        Assert.That(() => answer.EndAsync(Completed, token), Throws.TypeOf<UndeliveredException>());
        Assert.That(answers.CountOf(ReplyUrl), Is.Zero);

        await answer.EndAsync(Completed, token);
        Assert.That(answers.CountOf(ReplyUrl), Is.EqualTo(1));
        await journal.Received(2).AdvanceAsync(Arg.Any<string>(), AnswerStep.Posting);
    }

    [Test]
    public async Task That_it_was_stopped_is_said_whatever_the_disk_takes(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var answers = new PathAnswers(slack.Server).On(ReplyUrl, """{"ok":true}""");
        await using var answer = Answer(slack, Substitute.For<IQuestionJournal>());
        await answer.EndAsync(new AnswerEnding.Stopped("U1"), token);
        Assert.That(answers.CountOf(ReplyUrl), Is.EqualTo(1));
    }

    private static AnswerEnding Completed => new AnswerEnding.Completed(new AnswerSummary());

    private static CommandAnswer Answer(ScriptedSlack slack, IQuestionJournal journal)
    {
        var url = new Uri(slack.Server.Url, ReplyUrl);
        var options = Options.Create(new SlackOptions());
        return new CommandAnswer(
            Some.Question() with { ReplyUrl = url }, url, slack.Client, new AnswerRenderer(new SlackAbilities(slack.Time), options), journal, new SharableAnswers(slack.Time));
    }
}

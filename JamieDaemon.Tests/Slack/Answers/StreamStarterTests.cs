using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace JamieDaemon.Tests.Slack.Answers;

/// <summary>Streams of which Slack did not say whether they are open, several of them in one thread.</summary>
[CancelAfter(Limits.Milliseconds)]
public sealed class StreamStarterTests
{
    private const string Replies = "/api/conversations.replies";
    private const string Start = "/api/chat.startStream";
    private const string Thread = "1.000100";

    [Test]
    public async Task A_stream_that_another_answer_is_just_opening_is_not_taken_for_a_lost_one(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var opened = new TaskCompletionSource();
        var isFirst = true;
        var answers = new PathAnswers(slack.Server)
            .On(Start, async context =>
            {
                if (isFirst)
                {
                    isFirst = false;
                    await HttpAnswers.Status(503)(context);
                    return;
                }

                await opened.Task;
                await HttpAnswers.Json("""{"ok":true,"channel":"C1","ts":"3.000300"}""")(context);
            })
            .On(Replies, Stream("3.000300"));
        var streams = Starter(slack);
        var lost = Question();
        Assert.That(() => streams.TryStartAsync(lost, Thread, "one"), Throws.TypeOf<AmbiguousSendException>());
        var opening = streams.TryStartAsync(Question(), Thread, "two");
        await Eventually.HoldsAsync(() => answers.CountOf(Start) == 2);

        var looking = streams.FindStrayAsync(lost);
        await slack.Time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        slack.Time.Advance(TimeSpan.FromSeconds(1));
        await slack.Time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        opened.SetResult();
        Assert.That(await opening, Is.EqualTo("3.000300"));
        slack.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await looking, Is.Null);
    }

    [Test]
    public async Task Two_lost_streams_of_one_thread_are_taken_up_by_one_answer_each(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        _ = new PathAnswers(slack.Server).On(Start, HttpAnswers.Status(503)).On(Replies, Stream("2.000200", "3.000300"));
        var streams = Starter(slack);
        Question[] lost = [Question(), Question()];
        foreach (var question in lost) Assert.That(() => streams.TryStartAsync(question, Thread, "one"), Throws.TypeOf<AmbiguousSendException>());

        var looking = lost.Select(question => streams.FindStrayAsync(question)).ToArray();
        await slack.Time.WaitForTimersAsync(2);
        slack.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await Task.WhenAll(looking), Is.EquivalentTo(["2.000200", "3.000300"]));
    }

    [Test]
    public async Task For_a_question_without_a_message_of_its_own_nothing_older_than_the_asking_is_looked_at(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.Status(503)).Then(Stream());
        var streams = Starter(slack);
        var question = Question() with
        {
            Conversation = new Conversation("T1", "C1", Thread, Message: null),
            AskedAt = DateTimeOffset.FromUnixTimeSeconds(1_700_000_060),
        };
        Assert.That(() => streams.TryStartAsync(question, Thread, "one"), Throws.TypeOf<AmbiguousSendException>());
        await slack.Server.NextAsync();

        var looking = streams.FindStrayAsync(question);
        await slack.Time.WaitForTimersAsync(1);
        slack.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await looking, Is.Null);
        Assert.That((await slack.Server.NextAsync()).Body, Does.Contain("oldest=1700000000.000000"), "a minute earlier, since clocks differ");
    }

    [Test]
    public async Task No_stream_is_opened_that_the_next_process_would_not_know_of(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var answers = new PathAnswers(slack.Server).On(Start, """{"ok":true,"channel":"C1","ts":"3.000300"}""");
        var journal = Substitute.For<IQuestionJournal>();
        var streams = Starter(slack, journal);
        journal.AdvanceAsync(default!, default).ReturnsForAnyArgs(false, true);

        Assert.That(await streams.TryStartAsync(Question(), Thread, "one"), Is.Null);
        Assert.That(answers.CountOf(Start), Is.Zero);
        Assert.That(await streams.TryStartAsync(Question(), Thread, "one"), Is.EqualTo("3.000300"));
    }

    private static Question Question() => Some.Question() with { Conversation = new Conversation("T1", "C1", Thread, Thread) };

    private static Microsoft.AspNetCore.Http.RequestDelegate Stream(params string[] ts) => HttpAnswers.Json(
        $$"""{"ok":true,"messages":[{{string.Join(',', ts.Select(one => $$"""{"type":"message","bot_id":"B1","text":"one","ts":"{{one}}","thread_ts":"{{Thread}}"}"""))}}]}""");

    private static StreamStarter Starter(ScriptedSlack slack, IQuestionJournal? journal = null)
    {
        var options = Options.Create(new SlackOptions { BotToken = ScriptedSlack.BotToken });
        var identity = new SlackIdentity();
        identity.Learn(new AuthTestResponse { BotId = "B1", UserId = "U0", TeamId = "T1" });
        return new StreamStarter(
            slack.Client, new SlackThread(slack.Client), identity, new SlackAbilities(slack.Time), new ProgressPacer(options, slack.Time),
            journal ?? new MemoryQuestionJournal(), options, slack.Time, NullLogger<StreamStarter>.Instance);
    }
}

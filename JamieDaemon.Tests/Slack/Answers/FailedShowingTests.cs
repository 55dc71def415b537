using System.Collections.Concurrent;
using JamieDaemon.Answering;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Tests.EndToEnd;
using JamieDaemon.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Slack.Answers;

/// <summary>What is left when showing an answer fails on the way, or at its end.</summary>
public sealed class FailedShowingTests
{
    [Test]
    public async Task An_answer_that_Slack_does_not_take_leaves_neither_a_status_nor_a_session_behind()
    {
        await using var jamie = await RunningJamie.StartAsync(
            modelOptions: new ModelServerOptions { PromptSpeed = 30, TokenDelay = TimeSpan.Zero }, settings: ["Slack:StatusAfter=00:00:00.2"]);
        jamie.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.Failure("restricted_action"));
        var ts = jamie.Slack.Mention("general", "oncall", "why?");
        await jamie.Slack.Threads.WhenAsync(thread => thread.ThreadTs == ts && thread is { Status: not null, Session: "processing" }, Limits.Token);
        await jamie.Slack.Threads.WhenAsync(thread => thread.ThreadTs == ts && thread is { Status: null, Session: "active" }, Limits.Token);
        Assert.That(jamie.Slack.Calls.Of("chat.postMessage", "restricted_action"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_message_that_was_found_where_a_lost_post_had_left_it_is_brought_to_its_end()
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var question = Some.Question();
        var mayLook = false;
        var updated = new ConcurrentQueue<string>();
        _ = new PathAnswers(slack.Server)
            .On("/api/chat.postMessage", HttpAnswers.Status(503))
            .On("/api/conversations.replies", context => (mayLook ? HttpAnswers.Json(Reply(question.Id)) : HttpAnswers.Error("missing_scope"))(context))
            .On("/api/chat.update", context =>
            {
                updated.Enqueue(((RecordedRequest)context.Items[typeof(RecordedRequest)]!).Body);
                return HttpAnswers.Ok(context);
            });
        using var messages = Messages(slack, question);

        var beginning = messages.ShowAsync("one two ", CancellationToken.None);
        for (var attempt = 2; attempt <= 8; attempt++)
        {
            await slack.Time.WaitForTimerAsync(TimeSpan.FromSeconds(attempt));
            slack.Time.Advance(TimeSpan.FromSeconds(attempt));
        }

        Assert.That(() => beginning, Throws.TypeOf<AmbiguousSendException>());
        mayLook = true;
        var ending = messages.EndAsync("one two three", [], [], CancellationToken.None);
        await slack.Time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        slack.Time.Advance(TimeSpan.FromSeconds(1));
        await ending;

        Assert.That(updated, Has.Exactly(1).Items.And.All.Contains("one two three"));
    }

    [Test]
    public async Task Whatever_the_showing_dies_of_on_the_way_the_answer_arrives_whole()
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var posted = new ConcurrentQueue<string>();
        _ = new PathAnswers(slack.Server).On("/api/chat.postMessage", context =>
        {
            posted.Enqueue(((RecordedRequest)context.Items[typeof(RecordedRequest)]!).Body);
            return HttpAnswers.Json("""{"ok":true,"channel":"C1","ts":"9.000900"}""")(context);
        });
        var question = Some.Question();
        var options = new SlackOptions { FirstWordsAfter = TimeSpan.FromMilliseconds(321) };
        var broken = new BrokenTimers(slack.Time, options.FirstWordsAfter);
        await using var answer = ThreadAnswer.Begin(question, Messages(slack, question), status: null, options, broken, NullLogger.Instance);

        answer.Append("one two ");
        await broken.Broke.WaitAsync(Limits.Token);
        answer.Append("three");
        await answer.EndAsync(new AnswerEnding.Apologised("Sorry.", "unknown"), CancellationToken.None);

        Assert.That(posted, Has.Exactly(1).Items.And.All.Contains("one two three"));
    }

    [Test]
    public async Task An_earlier_process_s_whole_answer_that_was_not_found_at_once_is_not_written_over()
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var question = Some.Question() with { Recovery = new Recovery(Step: null) };
        var mayLook = false;
        var changed = new ConcurrentQueue<string>();
        _ = new PathAnswers(slack.Server)
            .On("/api/conversations.replies", context => (mayLook ? HttpAnswers.Json(Reply(question.Id, isLast: true)) : HttpAnswers.Error("missing_scope"))(context))
            .On("/api/chat.postMessage", Change)
            .On("/api/chat.delete", Change)
            .On("/api/chat.update", Change);
        using var messages = Messages(slack, question);

        Assert.That(await messages.ResumeAsync(), Is.False);
        mayLook = true;
        await messages.ShowPlaceholderAsync("Jamie is reading", CancellationToken.None);
        await messages.ShowAsync("one ", CancellationToken.None);
        await messages.ShowAsync("one two ", CancellationToken.None);
        await messages.EndAsync("one two three", [], [], CancellationToken.None);

        Assert.That(changed, Is.Empty);

        Task Change(HttpContext context)
        {
            changed.Enqueue(((RecordedRequest)context.Items[typeof(RecordedRequest)]!).Body);
            return HttpAnswers.Ok(context);
        }
    }

    [Test]
    public async Task Of_a_refusal_and_the_answer_that_came_after_it_the_answer_is_gone_on_with()
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var question = Some.Question() with { Recovery = new Recovery(Step: null) };
        var updated = new ConcurrentQueue<string>();
        _ = new PathAnswers(slack.Server)
            .On("/api/conversations.replies", $$"""{"ok":true,"messages":[{{Message("3.000300")}},{{Message("2.000200")}}]}""")
            .On("/api/chat.update", context =>
            {
                updated.Enqueue(((RecordedRequest)context.Items[typeof(RecordedRequest)]!).Body);
                return HttpAnswers.Ok(context);
            });
        using var messages = Messages(slack, question);

        await messages.EndAsync("one two three", [], [], CancellationToken.None);

        Assert.That(updated, Has.Exactly(1).Items.And.All.Contains("3.000300"));

        string Message(string ts) =>
            $$$"""{"type":"message","bot_id":"B1","text":"one","ts":"{{{ts}}}","metadata":{"event_type":"jamie_answer","event_payload":{"question_id":"{{{question.Id}}}","part":0} } }""";
    }

    private static AnswerMessages Messages(ScriptedSlack slack, Question question)
    {
        var options = Options.Create(new SlackOptions { BotToken = ScriptedSlack.BotToken });
        var (abilities, pacer, thread, identity) = (new SlackAbilities(slack.Time), new ProgressPacer(options, slack.Time), new SlackThread(slack.Client), new SlackIdentity());
        return new AnswerMessages(
            question,
            slack.Client,
            new SlackPoster(slack.Client, thread, slack.Time, NullLogger<SlackPoster>.Instance),
            new StreamStarter(slack.Client, thread, identity, abilities, pacer, new MemoryQuestionJournal(), options, slack.Time, NullLogger<StreamStarter>.Instance),
            new EarlierMessages(thread),
            new AnswerRenderer(abilities, options),
            status: null,
            pacer,
            new OpenQuestions(),
            slack.Time);
    }

    private static string Reply(string questionId, bool isLast = false) => $$"""
        {
          "ok": true,
          "messages": [{
            "type": "message", "bot_id": "B1", "text": "one two", "ts": "2.000200",
            "metadata": { "event_type": "jamie_answer", "event_payload": { "question_id": "{{questionId}}", "part": 0, "is_last": {{(isLast ? "true" : "false")}} } }
          }]
        }
        """;

    /// <summary>Fails whoever wants to wait for one certain time, as a bug in the showing would.</summary>
    private sealed class BrokenTimers(TimeProvider inner, TimeSpan fatal) : TimeProvider
    {
        private readonly TaskCompletionSource _broke = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Broke => _broke.Task;

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

        public override long GetTimestamp() => inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != fatal) return inner.CreateTimer(callback, state, dueTime, period);
            _broke.TrySetResult();
            throw new InvalidOperationException("a bug");
        }
    }
}

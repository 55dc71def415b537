using System.Globalization;
using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.CatchUp;

/// <summary>What is looked for after a silence, again where Slack fails, and by whose clock.</summary>
public sealed class CatchUpWorkerTests
{
    [Test]
    public async Task What_Slack_cannot_show_just_now_is_looked_for_again_and_nothing_else_is()
    {
        await using var jamie = await HeardAsync();
        var heard = jamie.Mark;
        var fails = true;
        jamie.BeforeRead = channel => channel == "C2" && fails ? HttpAnswers.Status(503) : null;
        Silence(jamie, TimeSpan.FromMinutes(5));
        foreach (var channel in new[] { "C1", "C2" }) jamie.Asked[channel] = jamie.Time.GetUtcNow() - TimeSpan.FromMinutes(1);
        var before = jamie.ReadsOf("C1");

        await jamie.AdvanceUntilAsync(() => jamie.Log.Events.Contains("slack.catch_up_repeated"));
        Assert.That((jamie.Queue.Count, jamie.Mark), Is.EqualTo((1, heard)), "the next process must know of it");
        fails = false;
        await jamie.AdvanceUntilAsync(() => jamie.Mark != heard);

        Assert.That(jamie.Queue.Count, Is.EqualTo(2));
        Assert.That(jamie.ReadsOf("C1"), Is.EqualTo(before + 1));
        Assert.That(jamie.Log.Events, Does.Not.Contain("slack.catch_up_incomplete"));
    }

    [Test]
    public async Task All_conversations_are_looked_through_before_any_thread()
    {
        await using var jamie = await HeardAsync();
        Silence(jamie, TimeSpan.FromMinutes(5));
        var asked = SlackTs.Of(jamie.Time.GetUtcNow() - TimeSpan.FromMinutes(1));
        var message = $$"""{"type":"message","user":"U1","text":"<@UJAMIE> why?","ts":"{{asked}}","latest_reply":"{{asked}}","reply_users_count":1,"reply_users":["U2"]}""";
        jamie.BeforeRead = channel => channel == "C1" ? jamie.Dated($$"""{"ok":true,"messages":[{{message}}]}""") : null;
        var (before, read) = (jamie.ReadsOf("C2"), 0);
        jamie.Answers.On("/api/conversations.replies", context =>
        {
            read = jamie.ReadsOf("C2");
            return jamie.Dated("""{"ok":true,"messages":[]}""")(context);
        });

        await jamie.AdvanceUntilAsync(() => jamie.Queue.Count == 1);

        Assert.That(read, Is.EqualTo(before + 1));
    }

    [Test]
    public async Task What_waits_for_a_place_can_be_stopped()
    {
        await using var jamie = await HeardAsync();
        var places = TakeAll(jamie.Queue);
        Silence(jamie, TimeSpan.FromMinutes(5));
        var (first, second) = (SlackTs.Of(jamie.Time.GetUtcNow() - TimeSpan.FromMinutes(2)), SlackTs.Of(jamie.Time.GetUtcNow() - TimeSpan.FromMinutes(1)));
        jamie.BeforeRead = channel => channel == "C1" ? jamie.Dated($$"""{"ok":true,"messages":[{{Mention(second)}},{{Mention(first)}}]}""") : null;
        await jamie.AdvanceUntilAsync(() => jamie.Questions.StopAll(question => question.Conversation.Message == second, new Stop(StopCause.Deleted)).Count == 1);
        Assert.That(jamie.Questions.TakeStopped(), Has.Count.EqualTo(1), "somebody must end it");

        var heard = jamie.Mark;
        while (places-- > 0) jamie.Queue.Release();
        await jamie.AdvanceUntilAsync(() => jamie.Mark != heard);
        Assert.That(jamie.Queue.InOrder().Select(static open => open.Question.Conversation.Message), Is.EqualTo(new[] { first }));
        Assert.That(jamie.Queue.Count, Is.EqualTo(1), "the other one holds no place");

        static string Mention(string ts) => $$"""{"type":"message","user":"U1","text":"<@UJAMIE> why?","ts":"{{ts}}"}""";
    }

    [Test]
    public async Task What_waits_for_a_place_can_be_changed()
    {
        await using var jamie = await HeardAsync();
        var places = TakeAll(jamie.Queue);
        Silence(jamie, TimeSpan.FromMinutes(5));
        jamie.Asked["C1"] = jamie.Time.GetUtcNow() - TimeSpan.FromMinutes(1);
        await jamie.AdvanceUntilAsync(() => jamie.Questions.ChangeAll(static _ => true, "what else?", jamie.Time.GetUtcNow()).Count == 1);

        while (places-- > 0) jamie.Queue.Release();
        await jamie.AdvanceUntilAsync(() => jamie.Queue.InOrder().Count > 0);
        Assert.That(jamie.Queue.InOrder().Single().Question.Text, Is.EqualTo("what else?"));
        Assert.That(jamie.Questions.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task Conversations_that_cannot_be_listed_just_now_are_listed_again()
    {
        await using var jamie = await CatchUpUnderTest.StartAsync();
        var listed = 0;
        jamie.Answers.On("/api/users.conversations", context =>
            (Interlocked.Increment(ref listed) <= 16 ? HttpAnswers.Status(503) : jamie.Dated("""{"ok":true,"channels":[{"id":"C1"}]}"""))(context));
        jamie.State.Opened(1);
        Silence(jamie, TimeSpan.FromMinutes(5));
        jamie.Asked["C1"] = jamie.Time.GetUtcNow() - TimeSpan.FromMinutes(1);

        await jamie.AdvanceUntilAsync(() => jamie.Queue.Count == 1);
    }

    [Test]
    public async Task A_missing_scope_is_not_tried_again()
    {
        await using var jamie = await HeardAsync();
        var heard = jamie.Mark;
        jamie.BeforeRead = static _ => HttpAnswers.Error("missing_scope");
        Silence(jamie, TimeSpan.FromMinutes(5));

        await jamie.AdvanceUntilAsync(() => jamie.Mark != heard);

        Assert.That(jamie.Log.Events, Is.EqualTo(new[] { "slack.catch_up_failed" }));
    }

    [Test]
    public async Task What_lies_further_back_than_is_looked_is_given_up()
    {
        await using var jamie = await HeardAsync();
        var heard = jamie.Mark;
        jamie.BeforeRead = static _ => HttpAnswers.Status(503);
        Silence(jamie, TimeSpan.FromMinutes(5));
        await jamie.AdvanceUntilAsync(() => jamie.Log.Events.Contains("slack.catch_up_repeated"));

        jamie.Time.Advance(TimeSpan.FromHours(1));
        await jamie.AdvanceUntilAsync(() => jamie.Mark != heard);

        Assert.That(jamie.Log.Events.Last(), Is.EqualTo("slack.catch_up_failed"));
    }

    [Test]
    public async Task A_silence_that_begins_while_it_is_looked_is_not_taken_for_heard()
    {
        await using var jamie = await HeardAsync();
        var heard = jamie.Mark;
        var isDeaf = false;
        jamie.BeforeRead = channel =>
        {
            if (channel == "C1" && !isDeaf) jamie.State.Closed();
            isDeaf = true;
            return null;
        };
        Silence(jamie, TimeSpan.FromMinutes(5));
        await jamie.AdvanceUntilAsync(() => jamie.Log.Events.Contains("slack.caught_up"));
        var end = jamie.Time.GetUtcNow() + TimeSpan.FromSeconds(40);
        await jamie.AdvanceUntilAsync(() => jamie.Time.GetUtcNow() > end);
        Assert.That(jamie.Mark, Is.EqualTo(heard));

        jamie.State.Opened(1);

        await jamie.AdvanceUntilAsync(() => jamie.Mark != heard);
        Assert.That(jamie.ReadsOf("C1"), Is.EqualTo(2));
    }

    [TestCase(4)]
    [TestCase(-4)]
    public async Task By_a_clock_that_is_hours_off_what_was_asked_is_found_all_the_same(double ahead)
    {
        ManualOffset clock = new(TimeSpan.FromHours(ahead));
        await using var jamie = await CatchUpUnderTest.StartAsync(slackTime: () => clock.Slack);
        clock.Ours = jamie.Time;
        jamie.State.Opened(1);
        await jamie.AdvanceUntilAsync(() => jamie.Mark is not null);
        Silence(jamie, TimeSpan.FromMinutes(5));
        var to = clock.Slack;
        jamie.Asked["C1"] = to - TimeSpan.FromMinutes(4);

        await jamie.AdvanceUntilAsync(() => jamie.Queue.Count == 1);

        Assert.That(jamie.LookedFrom, Is.EqualTo(to - TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(65)).Within(TimeSpan.FromSeconds(2)));
        var question = (await jamie.Queue.DequeueAsync(Limits.Token))!.Question;
        Assert.That(question.Absence?.To, Is.EqualTo(to).Within(TimeSpan.FromSeconds(2)));
        await jamie.AdvanceUntilAsync(() => DateTimeOffset.Parse(jamie.Mark!, CultureInfo.InvariantCulture) - to is { TotalSeconds: > 0 and < 60 });
    }

    [Test]
    public async Task A_time_that_was_kept_by_a_clock_ahead_makes_it_look_as_far_back_as_it_may()
    {
        var start = new ManualTimeProvider().GetUtcNow();
        await using var jamie = await CatchUpUnderTest.StartAsync(mark: start + TimeSpan.FromDays(1));
        jamie.Asked["C1"] = start - TimeSpan.FromMinutes(50);
        jamie.State.Opened(1);

        await jamie.AdvanceUntilAsync(() => jamie.Queue.Count == 1);

        Assert.That(jamie.LookedFrom, Is.EqualTo(start - TimeSpan.FromHours(1)).Within(TimeSpan.FromSeconds(10)));
    }

    /// <returns>How many places others hold now: all.</returns>
    private static int TakeAll(QuestionQueue queue)
    {
        var places = 0;
        while (queue.TryReserve()) places++;
        return places;
    }

    /// <summary>Its first socket is live, and there was nothing to look for.</summary>
    private static async Task<CatchUpUnderTest> HeardAsync()
    {
        var jamie = await CatchUpUnderTest.StartAsync();
        jamie.State.Opened(1);
        await jamie.AdvanceUntilAsync(() => jamie.Mark is not null);
        return jamie;
    }

    private static void Silence(CatchUpUnderTest jamie, TimeSpan length)
    {
        jamie.State.Closed();
        jamie.Time.Advance(length);
        jamie.State.Opened(1);
    }

    private sealed class ManualOffset(TimeSpan ahead)
    {
        public TimeProvider Ours { private get; set; } = new ManualTimeProvider();

        public DateTimeOffset Slack => Ours.GetUtcNow() - ahead;
    }
}

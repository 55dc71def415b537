using JamieDaemon.Slack;
using JamieDaemon.Slack.CatchUp;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Tests.Slack.CatchUp;

public sealed class MissedMessagesTests
{
    private const string History = "/api/conversations.history";
    private const string Joined = "1000000000.000000";
    private const string Replies = "/api/conversations.replies";

    [Test]
    public async Task A_thread_and_a_channel_are_read_to_their_end()
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var answers = new PathAnswers(slack.Server);
        answers.On(History, Pages(answers, History, 5, 1000)).On(Replies, Pages(answers, Replies, 3, 2000));
        var (messages, cut) = await ReadAsync(slack, new CatchUpPace(slack.Time));
        Assert.That((messages, cut), Is.EqualTo((8, (string?)null)));
    }

    [TestCase(CatchUpPace.MostCalls - 2, TestName = "What_a_channel_has_beyond_the_calls_is_said_to_be_cut")]
    [TestCase(CatchUpPace.MostCalls - 6, TestName = "What_a_thread_has_beyond_the_calls_is_said_to_be_cut")]
    public async Task What_there_is_beyond_the_calls_is_said_to_be_cut(int spent)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var answers = new PathAnswers(slack.Server);
        answers.On(History, Pages(answers, History, 5, 1000)).On(Replies, Pages(answers, Replies, 3, 2000));
        var pace = new CatchUpPace(slack.Time);
        for (var i = 0; i < spent; i++) _ = pace.WaitAsync(CancellationToken.None);
        var reading = ReadAsync(slack, pace);
        await Eventually.HoldsAsync(() =>
        {
            slack.Time.Advance(TimeSpan.FromMilliseconds(100));
            return reading.IsCompleted;
        });
        var (messages, cut) = await reading;
        Assert.That(messages, Is.EqualTo(CatchUpPace.MostCalls - spent));
        Assert.That(cut, Does.Contain("C1"));
    }

    [TestCase("""  "latest_reply":"1700000009.000100","reply_users_count":1,"reply_users":["UJAMIE"] """, ExpectedResult = 0, TestName = "A_thread_in_which_only_Jamie_has_replied_is_not_read")]
    [TestCase("""  "latest_reply":"1700000009.000100","reply_users_count":1,"reply_users":["U2"] """, ExpectedResult = 1, TestName = "A_thread_in_which_somebody_has_replied_is_read")]
    [TestCase("""  "latest_reply":"1700000009.000100","reply_users_count":2,"reply_users":["UJAMIE"] """, ExpectedResult = 1, TestName = "A_thread_in_which_somebody_has_replied_who_is_not_named_is_read")]
    [TestCase("""  "latest_reply":"1700000009.000100","reply_users":[7] """, ExpectedResult = 1, TestName = "A_thread_that_does_not_say_who_has_replied_is_read")]
    [TestCase("""  "latest_reply":"1000000000.000000","reply_users_count":1,"reply_users":["U2"] """, ExpectedResult = 0, TestName = "A_thread_that_has_ended_before_is_not_read_though_Jamie_takes_part")]
    public async Task<int> Threads_are_read_for_what_others_say(string thread)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var answers = new PathAnswers(slack.Server)
            .On(History, $$"""{"ok":true,"messages":[{"type":"message","user":"U1","text":"x","ts":"{{Joined}}",{{thread}}}]}""")
            .On(Replies, """{"ok":true,"messages":[]}""");
        await ReadAsync(slack, new CatchUpPace(slack.Time));
        return answers.CountOf(Replies);
    }

    private static async Task<(int Messages, string? Cut)> ReadAsync(ScriptedSlack slack, CatchUpPace pace)
    {
        var threads = new ThreadMemory();
        threads.Joined("C1", Joined, Joined);
        var identity = new SlackIdentity();
        identity.Learn(new AuthTestResponse { Ok = true, TeamId = "T1", UserId = "UJAMIE", BotId = "B1" });
        var messages = new MissedMessages(slack.Client, threads, identity, pace);
        var missed = await messages.ReadChannelAsync("C1", DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(1_000_000_000), Limits.Token);
        await messages.ReadThreadsAsync(missed, Limits.Token);
        return (missed.Messages.Count(), missed.Cut);
    }

    /// <summary>Each has one message, and all but the last lead on.</summary>
    private static RequestDelegate Pages(PathAnswers answers, string path, int count, int first) => context =>
    {
        var page = answers.CountOf(path);
        var cursor = page < count ? "more" : "";
        return HttpAnswers.Json($$"""{"ok":true,"messages":[{"type":"message","user":"U1","text":"x","ts":"{{1_700_000_000 + first + page}}.000100"}],"response_metadata":{"next_cursor":"{{cursor}}"} }""")(context);
    };
}

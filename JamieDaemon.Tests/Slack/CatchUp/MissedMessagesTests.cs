using JamieDaemon.Slack.CatchUp;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Tests.Slack.CatchUp;

public sealed class MissedMessagesTests
{
    private const string History = "/api/conversations.history";
    private const string Replies = "/api/conversations.replies";

    [Test]
    public async Task A_thread_and_a_channel_are_read_to_their_end()
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var answers = new PathAnswers(slack.Server);
        answers.On(History, Pages(answers, History, 5, 1000)).On(Replies, Pages(answers, Replies, 3, 2000));
        var (messages, cut) = await ReadAsync(slack, new CatchUpPace(slack.Time));
        Assert.That((messages.Count, cut), Is.EqualTo((8, (string?)null)));
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
        Assert.That(messages, Has.Count.EqualTo(CatchUpPace.MostCalls - spent));
        Assert.That(cut, Does.Contain("C1"));
    }

    private static Task<(IReadOnlyCollection<JamieDaemon.Slack.WebApi.SlackMessage> Messages, string? Cut)> ReadAsync(ScriptedSlack slack, CatchUpPace pace)
    {
        var threads = new ThreadMemory();
        threads.Joined("C1", "1.000000", "1.000000");
        return new MissedMessages(slack.Client, threads, pace).ReadAsync("C1", DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(1_000_000_000), Limits.Token);
    }

    /// <summary>Each has one message, and all but the last lead on.</summary>
    private static RequestDelegate Pages(PathAnswers answers, string path, int count, int first) => context =>
    {
        var page = answers.CountOf(path);
        var cursor = page < count ? "more" : "";
        return HttpAnswers.Json($$"""{"ok":true,"messages":[{"type":"message","user":"U1","text":"x","ts":"{{1_700_000_000 + first + page}}.000100"}],"response_metadata":{"next_cursor":"{{cursor}}"} }""")(context);
    };
}

using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Slack.Answers;

/// <summary>Two answers in one thread, call by call.</summary>
[CancelAfter(Limits.Milliseconds)]
public sealed class ThreadStatusTests
{
    private readonly BusyThreads _threads = new();

    [Test]
    public async Task An_answer_shows_its_line_again_when_another_one_of_its_thread_has_ended(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        await using var staying = Status(slack, Some.Question());
        await using (var ending = Status(slack, Some.Question()))
        {
            await staying.ShowAsync("is reading…");
            await ending.ShowAsync("is thinking…");
            await staying.ShowAsync("is reading…");
        }

        await staying.ShowAsync("is reading…");
        await staying.ShowAsync("is reading…");

        Assert.That(await SaidAsync(slack), Is.EqualTo(["processing", "is reading…", "is thinking…", "is reading…"]), "neither cleared by the first, nor begun twice, nor said in vain");
    }

    [Test]
    public async Task An_answer_shows_its_line_again_below_what_another_one_has_posted(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        await using var waiting = Status(slack, Some.Question());
        await using var growing = Status(slack, Some.Question());
        await waiting.ShowAsync("is reading…");
        growing.Posted();
        await waiting.ShowAsync("is reading…");
        Assert.That(await SaidAsync(slack), Is.EqualTo(["processing", "is reading…", "is reading…"]));
    }

    [Test]
    public async Task The_last_answer_of_a_thread_clears_what_any_of_them_has_shown(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        await using (Status(slack, Some.Question()))
        {
            await using var first = Status(slack, Some.Question());
            await first.ShowAsync("is reading…");
        }

        Assert.That(await SaidAsync(slack), Is.EqualTo(["processing", "is reading…", "active", ""]));
    }

    [Test]
    public async Task A_stream_that_ends_leaves_the_session_to_who_else_is_at_work(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        await using var first = Status(slack, Some.Question());
        await using (Status(slack, Some.Question())) Assert.That(first.SessionAfter(isEnd: true), Is.EqualTo("processing"));
        Assert.That((first.SessionAfter(isEnd: true), first.SessionAfter(isEnd: false)), Is.EqualTo(("active", "processing")));
    }

    private ThreadStatus Status(ScriptedSlack slack, Question question) => new(
        question, "1.000100", _threads, slack.Client, new SlackAbilities(slack.Time), new ProgressPacer(Options.Create(new SlackOptions()), slack.Time), slack.Time);

    /// <summary>The statuses that were sent, of the line and of the session.</summary>
    private static async Task<List<string>> SaidAsync(ScriptedSlack slack)
    {
        var said = new List<string>();
        for (var i = slack.Server.Count; i > 0; i--)
            said.Add(System.Text.Json.JsonDocument.Parse((await slack.Server.NextAsync()).Body).RootElement.GetProperty("status").GetString()!);
        return said;
    }
}

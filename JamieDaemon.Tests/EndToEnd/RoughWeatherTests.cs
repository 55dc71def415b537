using System.Collections.Concurrent;
using JamieDaemon.Answering;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>What people see when Slack, the model or the operator gets in the way. Counted from the workspace's message store.</summary>
public sealed class RoughWeatherTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task A_post_that_Slack_answers_with_503_is_seen_once_whether_or_not_it_took_effect(bool takesEffect)
    {
        await using var jamie = await RunningJamie.StartAsync();
        jamie.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.Http(503, takesEffect));
        await AnsweredOnceAsync(jamie);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_post_whose_connection_is_cut_is_seen_once_whether_or_not_it_took_effect(bool takesEffect)
    {
        await using var jamie = await RunningJamie.StartAsync();
        jamie.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.CutConnection(takesEffect));
        await AnsweredOnceAsync(jamie);
    }

    [Test]
    public async Task A_post_that_fails_three_times_in_a_row_is_seen_once()
    {
        await using var jamie = await RunningJamie.StartAsync();
        for (var i = 0; i < 2; i++) jamie.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.Http(503));
        jamie.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.Http(500, takesEffect: true));
        await AnsweredOnceAsync(jamie);
    }

    [Test]
    public async Task A_rate_limit_is_waited_out()
    {
        await using var jamie = await RunningJamie.StartAsync();
        jamie.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.RateLimited(TimeSpan.FromSeconds(1)));
        await AnsweredOnceAsync(jamie);
    }

    [Test]
    public async Task An_answer_without_the_conversation_says_so()
    {
        await using var jamie = await RunningJamie.StartAsync();
        jamie.Slack.Faults.Next("conversations.history", ScriptedAnswer.Failure("missing_scope"));
        var ts = jamie.Slack.Mention("general", "oncall", "why?");
        var answer = await jamie.WhenAnsweredAsync(ts, text => text.Contains("You asked", StringComparison.Ordinal));
        Assert.That(answer.Text, Does.Contain("I answered without reading the conversation (I lack the permission)"));
    }

    [Test]
    public async Task A_model_that_breaks_off_leaves_its_words_and_an_apology()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: new ModelServerOptions { TokenDelay = TimeSpan.FromMilliseconds(1) });
        await Eventually.HoldsAsync(() => jamie.Model.Record.Requests.Count > 0);
        jamie.Model.Faults.Add(ModelFault.Cut);
        var ts = jamie.Slack.Mention("general", "oncall", "why?");
        var answer = await jamie.WhenAnsweredAsync(ts, text => text.Contains("Sorry", StringComparison.Ordinal));
        Assert.That(answer.Text, Does.StartWith("I am the sandbox's stand-in").And.Match(@"\(answer [0-9a-z]{10}\)$"));
    }

    [Test]
    public async Task An_answer_whose_first_message_somebody_deletes_arrives_all_the_same()
    {
        await using var jamie = await RunningJamie.StartAsync(
            modelOptions: new ModelServerOptions { TokenDelay = TimeSpan.FromMilliseconds(20) }, settings: ["Slack:FirstWordsAfter=00:00:00.1", "Slack:ProgressInterval=00:00:00.1"]);
        var ts = jamie.Slack.Mention("general", "oncall", "why?");
        var first = await jamie.WhenAnsweredAsync(ts, _ => true);
        jamie.Slack.DeleteMessage(first.Channel, first.Ts);
        await jamie.WhenAnsweredAsync(ts, text => text.EndsWith("…”.", StringComparison.Ordinal));
        Assert.That(Answers(jamie, ts), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task While_nobody_can_look_whether_a_post_arrived_it_is_not_sent_again()
    {
        await using var jamie = await RunningJamie.StartAsync(
            modelOptions: new ModelServerOptions { TokenDelay = TimeSpan.FromMilliseconds(60) },
            settings: ["Slack:FirstWordsAfter=00:00:00.1", "Slack:ProgressInterval=00:00:00.1", "Slack:ContextMessages=0"]);
        jamie.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.Http(503, takesEffect: true));
        jamie.Slack.Faults.Next("conversations.replies", ScriptedAnswer.Failure("missing_scope"));
        await AnsweredOnceAsync(jamie);
    }

    [Test]
    public async Task Whatever_a_stopping_process_has_taken_is_acknowledged()
    {
        await using var jamie = await RunningJamie.StartAsync(settings: ["Answering:QueueCapacity=10000", "Answering:Workers=8", "Ollama:Parallel=8"]);
        var asked = new ConcurrentQueue<string>();
        using var enough = new CancellationTokenSource();
        var asking = Task.Run(() =>
        {
            while (!enough.IsCancellationRequested && asked.Count < 1500) asked.Enqueue(jamie.Slack.Mention("general", "oncall", "and this?"));
        });
        await jamie.Slack.Sockets.WhenAsync(sockets => sockets.Acks.Count >= 50, Limits.Token);

        await jamie.StopAsync();

        await enough.CancelAsync();
        await asking;
        var answered = asked.Count(ts => Answers(jamie, ts).Count > 0);
        Assert.That(jamie.Slack.Sockets.Acks.Count, Is.GreaterThanOrEqualTo(answered));
    }

    [Test]
    public async Task Askers_who_find_the_queue_full_are_told_and_nobody_is_forgotten()
    {
        await using var jamie = await RunningJamie.StartAsync(
            modelOptions: new ModelServerOptions { TokenDelay = TimeSpan.FromMilliseconds(5) }, settings: ["Answering:QueueCapacity=2", "Answering:Workers=1"]);
        var asked = Enumerable.Range(0, 12).Select(i => jamie.Slack.Mention("general", "oncall", $"question {i}?")).ToList();

        var oncall = jamie.Slack.User("oncall").Id;
        await Eventually.HoldsAsync(() => Refused() + asked.Count(IsAnswered) == asked.Count);
        Assert.That(Refused(), Is.InRange(1, 10));

        int Refused() => jamie.Slack.Messages.EphemeralFor(oncall).Count(message => message.Text.Contains("*not* taken yours", StringComparison.Ordinal));
        bool IsAnswered(string ts) => jamie.Slack.Messages.Thread(jamie.Slack.Channel("general").Id, ts)
            .Any(message => message is { BotId: not null, EphemeralFor: null } && message.Said.EndsWith("…”.", StringComparison.Ordinal));
    }

    [Test]
    public async Task Without_a_journal_on_disk_stopping_finishes_what_was_accepted()
    {
        await using var jamie = await RunningJamie.StartAsync(
            modelOptions: new ModelServerOptions { TokenDelay = TimeSpan.FromMilliseconds(10) }, settings: ["Answering:Workers=1", "Journal:Directory="]);
        var asked = Enumerable.Range(0, 3).Select(i => jamie.Slack.Mention("general", "oncall", $"question {i}?")).ToList();
        await Eventually.HoldsAsync(() => jamie.Model.Record.Open > 0);
        await jamie.Slack.Sockets.WhenAsync(sockets => sockets.Acks.Count >= 3, Limits.Token);

        await jamie.StopAsync();

        foreach (var ts in asked) Assert.That(Answers(jamie, ts), Has.Count.EqualTo(1).And.All.EndsWith("…”."));
    }

    [Test]
    public async Task Without_a_journal_on_disk_what_the_drain_time_is_too_short_for_is_told_to_the_asker()
    {
        await using var jamie = await RunningJamie.StartAsync(
            modelOptions: new ModelServerOptions { TokenDelay = TimeSpan.FromSeconds(30) }, settings: ["Answering:Workers=1", "Answering:DrainTime=00:00:00.2", "Journal:Directory="]);
        var asked = Enumerable.Range(0, 2).Select(i => jamie.Slack.Mention("general", "oncall", $"question {i}?")).ToList();
        await Eventually.HoldsAsync(() => jamie.Model.Record.Open > 0);
        await jamie.Slack.Sockets.WhenAsync(sockets => sockets.Acks.Count >= 2, Limits.Token);

        await jamie.StopAsync();

        foreach (var ts in asked) Assert.That(Answers(jamie, ts), Has.Some.Contains("I am being restarted"));
        Assert.That(((MemoryQuestionJournal)jamie.Services.GetRequiredService<IQuestionJournal>()).Open, Is.Zero);
    }

    [Test]
    public async Task Everything_delivered_twice_in_fragments_is_answered_once()
    {
        await using var jamie = await RunningJamie.StartAsync();
        jamie.Slack.Faults.DuplicateEvery = 1;
        jamie.Slack.Faults.FragmentBytes = 64;
        var asked = Enumerable.Range(0, 20).Select(i => jamie.Slack.Mention("general", "oncall", $"question {i}?")).ToList();
        foreach (var ts in asked) await jamie.WhenAnsweredAsync(ts, text => text.EndsWith("…”.", StringComparison.Ordinal));
        await jamie.StopAsync();
        foreach (var ts in asked) Assert.That(Answers(jamie, ts), Has.Count.EqualTo(1));
    }

    private static async Task AnsweredOnceAsync(RunningJamie jamie)
    {
        var ts = jamie.Slack.Mention("general", "oncall", "why?");
        await jamie.WhenAnsweredAsync(ts, text => text.EndsWith("…”.", StringComparison.Ordinal));
        await jamie.StopAsync();
        Assert.That(Answers(jamie, ts), Has.Count.EqualTo(1));
    }

    private static List<string> Answers(RunningJamie jamie, string ts) =>
        [.. jamie.Slack.Messages.Thread(jamie.Slack.Channel("general").Id, ts).Where(message => message.BotId is not null).Select(message => message.Text)];
}

using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>Two daemons in one workspace: Slack gives each event to one of them, and one mention is two events.</summary>
public sealed class ReplicasTests
{
    private static readonly string[] Settings = ["Slack:Sockets=1", "Slack:ExpectedSockets=2"];

    [Test]
    public async Task Each_question_is_answered_once_whichever_replica_its_events_reach()
    {
        var options = RunningJamie.Granted();
        await using var one = await RunningJamie.StartAsync(options, settings: Settings);
        await using var other = await one.StartBesideAsync(Settings);

        var mentions = Enumerable.Range(0, 30).Select(number => one.Slack.Mention("general", "oncall", $"question {number}?")).ToList();
        one.Slack.DirectMessage("developer", "in private?");

        foreach (var mention in mentions) await one.WhenAnsweredAsync(mention, text => text.Contains("You asked", StringComparison.Ordinal));
        await one.Slack.Messages.WhenAsync(message => message.Channel == one.Slack.User("developer").DirectChannel && IsAnswer(message), Limits.Token);
        // Whatever still comes must have come through here.
        var last = one.Slack.Mention("general", "oncall", "the last?");
        await one.WhenAnsweredAsync(last, text => text.Contains("the last", StringComparison.Ordinal));
        await Eventually.HoldsAsync(async () => await IsIdleAsync(one) && await IsIdleAsync(other));
        var answers = one.Slack.Messages.In(one.Slack.Channel("general").Id).Where(IsAnswer).ToLookup(message => message.ThreadTs);
        Assert.That(mentions.Select(mention => answers[mention].Count()), Is.All.EqualTo(1));
    }

    [Test]
    public async Task What_is_said_below_a_mention_is_answered_whichever_replica_it_reaches()
    {
        await using var one = await RunningJamie.StartAsync(RunningJamie.Granted(), settings: Settings);
        await using var other = await one.StartBesideAsync(Settings);
        // Both have seen these threads as others' own.
        var threads = Enumerable.Range(0, 8).Select(number => one.Slack.Say("general", "developer", $"thread {number}")).ToList();
        foreach (var thread in threads) one.Slack.Say("general", "oncall", "something", thread);
        await one.Slack.Sockets.WhenAsync(sockets => sockets.Acks.Count >= 16, Limits.Token);

        foreach (var thread in threads)
        {
            one.Slack.Mention("general", "oncall", "what is it?", thread);
            one.Slack.Say("general", "oncall", "and what else?", thread);
        }

        foreach (var thread in threads)
        {
            await one.WhenAnsweredAsync(thread, text => text.Contains("what is it?", StringComparison.Ordinal));
            await one.WhenAnsweredAsync(thread, text => text.Contains("and what else?", StringComparison.Ordinal));
        }
    }

    private static bool IsAnswer(SlackMessage message) => message is { BotId: not null, EphemeralFor: null } && message.Said.Contains("You asked", StringComparison.Ordinal);

    private static async Task<bool> IsIdleAsync(RunningJamie jamie) =>
        (await jamie.MetricsAsync()).Contains("jamie_active_jobs{job_type=\"mention\"} 0\n", StringComparison.Ordinal);
}

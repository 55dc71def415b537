using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>What people experience who ask more than one person may.</summary>
public sealed class AllowanceTests
{
    [Test]
    public async Task The_third_question_within_a_minute_is_refused_plainly_and_others_are_answered()
    {
        await using var jamie = await RunningJamie.StartAsync(settings: "Slack:Limits:PerMinute=2");
        string[] asked = [.. Enumerable.Range(0, 3).Select(i => jamie.Slack.Mention("incidents", "oncall", $"question {i}?"))];
        var others = jamie.Slack.Mention("incidents", "developer", "mine?");

        var refusal = await jamie.Slack.Messages.WhenAsync(message => message.EphemeralFor == jamie.Slack.User("oncall").Id, Limits.Token);
        await jamie.WhenAnsweredAsync(others, text => text.Contains("mine?", StringComparison.Ordinal));
        await jamie.StopAsync();

        Assert.That(refusal.Text, Does.Contain("asking faster than I may answer one person").And.Match(@"again in \d+ s"));
        Assert.That(asked.Count(ts => Answers(jamie, ts).Any()), Is.EqualTo(2));
    }

    [Test]
    public async Task Whoever_has_used_up_the_day_is_told_when_there_will_be_more()
    {
        await using var jamie = await RunningJamie.StartAsync(settings: "Slack:Limits:PerDay=1");
        var first = jamie.Slack.Slash("oncall", "general", "/ask-jamie", "what is a SLO?");
        await first.WhenRepliedAsync(message => message.Text.Contains("what is a SLO?", StringComparison.Ordinal), Limits.Token);

        var second = jamie.Slack.Slash("oncall", "general", "/ask-jamie", "and a SLI?");

        var refusal = await second.WhenRepliedAsync(_ => true, Limits.Token);
        Assert.That(refusal.EphemeralFor, Is.EqualTo(jamie.Slack.User("oncall").Id));
        Assert.That(refusal.Text, Does.Contain("used up your questions for today").And.Contain("in 24 hours"));
    }

    [Test]
    public async Task What_Slack_delivers_twice_counts_once()
    {
        await using var jamie = await RunningJamie.StartAsync(settings: "Slack:Limits:PerMinute=2");
        jamie.Slack.Faults.DuplicateEvery = 1;
        foreach (var question in new[] { "first?", "second?" })
        {
            var ts = jamie.Slack.Mention("incidents", "oncall", question);
            await jamie.WhenAnsweredAsync(ts, text => text.Contains(question, StringComparison.Ordinal));
        }
    }

    private static IEnumerable<SlackMessage> Answers(RunningJamie jamie, string ts) => jamie.Slack.Messages
        .Thread(jamie.Slack.Channel("incidents").Id, ts).Where(message => message is { BotId: not null, EphemeralFor: null });
}

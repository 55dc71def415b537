using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Tests.Slack.WebApi;

public sealed class LaneRulesTests
{
    [TestCase(null, null, nameof(LaneDecision.Go))]
    [TestCase(null, 0, nameof(LaneDecision.Go))]
    [TestCase(30, null, nameof(LaneDecision.Wait))]
    [TestCase(30, 30, nameof(LaneDecision.Wait))]
    [TestCase(30, 29, nameof(LaneDecision.GiveUp))]
    [TestCase(0, 5, nameof(LaneDecision.Wait), Description = "Open again, but others come first.")]
    [TestCase(0, 0, nameof(LaneDecision.GiveUp))]
    public void Patience_is_held_against_the_limit(int? blockedSeconds, int? patienceSeconds, string decision) =>
        Assert.That(LaneRules.Decide(Seconds(blockedSeconds), Seconds(patienceSeconds)).ToString(), Is.EqualTo(decision));

    private static TimeSpan? Seconds(int? seconds) => seconds is { } set ? TimeSpan.FromSeconds(set) : null;
}

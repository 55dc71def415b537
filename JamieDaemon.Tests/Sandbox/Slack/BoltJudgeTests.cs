using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

/// <summary>Slack's own framework must take the workspace for Slack.</summary>
public sealed class BoltJudgeTests
{
    private static readonly TestCaseData[] Faults =
    [
        new TestCaseData(new SlackFaults()).SetArgDisplayNames("no faults"),
        new TestCaseData(new SlackFaults { FragmentBytes = 256 }).SetArgDisplayNames("fragments"),
        new TestCaseData(new SlackFaults { DuplicateEvery = 3 }).SetArgDisplayNames("duplicates"),
        new TestCaseData(new SlackFaults { Unavailable = 0.2 }).SetArgDisplayNames("503"),
    ];

    [TestCaseSource(nameof(Faults))]
    public async Task Bolt_connects_hears_mentions_and_answers_in_their_threads(SlackFaults faults)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
        await using var slack = await SlackWorkspace.StartAsync(new SlackWorkspaceOptions { Faults = faults }, patience.Token);
        var judging = NpmJudge.ApproveAsync("bolt", slack.ApiUrl.AbsoluteUri, "10");
        await Task.WhenAny(judging, slack.Sockets.WhenAsync(sockets => sockets.Open.Count == 1, patience.Token));
        var mentions = Enumerable.Range(0, 10)
            .Select(number => slack.Mention("#incidents", "oncall", $"question {number}")).ToArray();
        await judging;
        var incidents = slack.Channel("#incidents").Id;
        foreach (var (number, ts) in mentions.Index())
        {
            var answers = slack.Messages.Thread(incidents, ts).Skip(1).Select(answer => answer.Text);
            Assert.That(answers, Is.Not.Empty.And.All.EndsWith($"question {number}"));
        }

        Assert.That(slack.Sockets.Acks, Has.Property("Unknown").Zero.And.Property("Malformed").Zero);
    }
}

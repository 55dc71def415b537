using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Tests.EndToEnd;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Docs;

/// <summary>docs/metrics.md against the page of a daemon that runs.</summary>
public sealed class MetricsPageTests
{
    [Test]
    public void The_name_in_Prometheus_follows_from_the_instruments() => Assert.Multiple(() =>
    {
        foreach (var listed in ListedMetric.All.Where(listed => listed.Instrument.Length > 0))
        {
            var kind = Enum.Parse<PrometheusKind>(listed.Type, ignoreCase: true);
            Assert.That(PrometheusNames.Family(listed.Instrument, listed.Unit, kind, help: null).SampleName, Is.EqualTo(listed.Name));
        }
    });

    [Test]
    public void Nothing_is_listed_twice() => Assert.That(ListedMetric.All.Select(listed => listed.Name), Is.Unique);

    [Test]
    public async Task A_running_daemon_serves_what_is_listed_and_nothing_else_before_and_after_questions()
    {
        await using var jamie = await RunningJamie.StartAsync();
        Provoke();
        Compare(await jamie.OpenMetricsAsync());

        var ts = jamie.Slack.Mention("general", "oncall", "what is a canary?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("canary", StringComparison.Ordinal));
        jamie.Slack.DirectMessage("oncall", "and a bluebird?");
        await jamie.Slack.Messages.WhenAsync(message => message.BotId is not null && message.Text.Contains("bluebird", StringComparison.Ordinal), Limits.Token);
        var command = jamie.Slack.Slash("oncall", "general", "/ask-jamie", "or a robin?");
        await command.WhenRepliedAsync(_ => true, Limits.Token);
        jamie.Slack.OpenHome("oncall");
        await jamie.WhenMetricsAsync("slack_app_home_opens_total 1\n");
        Compare(await jamie.OpenMetricsAsync());
    }

    private static void Compare(string page)
    {
        var served = ServedMetric.Read(page);
        var listed = ListedMetric.All.ToDictionary(metric => metric.Family);
        Assert.Multiple(() =>
        {
            Assert.That(served.Keys.Except(listed.Keys), Is.Empty, "served and not listed in docs/metrics.md");
            Assert.That(listed.Keys.Except(served.Keys), Is.Empty, "listed in docs/metrics.md and not served");
            foreach (var (family, metric) in served)
            {
                if (!listed.TryGetValue(family, out var said)) continue;
                Assert.That((metric.Type, metric.Unit), Is.EqualTo((said.Type, said.SpelledUnit)), family);
                Assert.That(metric.Labels, Is.EqualTo(said.Labels), family);
            }
        });
    }

    /// <summary>What the runtime tells of only once it has happened.</summary>
    private static void Provoke()
    {
        GC.Collect();
        Assert.That(() => throw new InvalidOperationException("on purpose"), Throws.InvalidOperationException);
    }
}

using JamieDaemon.Tests.Docs;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Deploy.Prometheus;

/// <summary>The shipped configuration of Prometheus and Alertmanager, judged by their own tools and held against the metrics there are.</summary>
public sealed class RulesTests
{
    private const string Job = "jamie-sre-chatbot";

    /// <summary>What Prometheus itself records of each target.</summary>
    private static readonly string[] OfPrometheus = ["up", "scrape_duration_seconds", "scrape_samples_scraped"];

    private static IEnumerable<Rule> Rules => RuleFiles.Recorded.Concat(RuleFiles.Alerts);

    private static IReadOnlyList<Rule> Alerts => RuleFiles.Alerts;

    [Test]
    public Task Promtool_finds_no_fault_with_the_configuration() => ApproveAsync("promtool", "check", "config", DeployFile.Path("prometheus/prometheus.yml"));

    [Test]
    public Task Promtool_finds_no_fault_with_the_rules() =>
        ApproveAsync("promtool", "check", "rules", "--lint-fatal", DeployFile.Path(RuleFiles.Recording), DeployFile.Path(RuleFiles.Alerting));

    [Test]
    public Task Every_alert_fires_and_is_silent_as_its_tests_say() => ApproveAsync("promtool", ["test", "rules", .. RuleFiles.Tests.Select(DeployFile.Path)]);

    [Test]
    public Task Amtool_finds_no_fault_with_the_routes() => ApproveAsync("amtool", "check-config", DeployFile.Path("prometheus/alertmanager.yml"));

    [TestCaseSource(nameof(Alerts))]
    public void Every_alert_is_tested_firing_and_silent(object alert)
    {
        var tested = AlertTest.All.SelectMany(group => group.Expected).Where(expected => expected.Alert == alert.ToString()).ToList();
        Assert.That(tested.Select(expected => expected.Fires), Has.Some.True.And.Some.False);
    }

    [Test]
    public void No_test_is_of_an_alert_that_is_not_there() =>
        Assert.That(AlertTest.All.SelectMany(group => group.Expected).Select(expected => expected.Alert).Distinct(), Is.EquivalentTo(Alerts.Select(alert => alert.Name)));

    [TestCaseSource(nameof(Alerts))]
    public void Every_alert_says_how_bad_it_is_what_it_is_and_what_to_do(object named)
    {
        var alert = Alerts.Single(alert => alert.Name == named.ToString());
        Assert.That(alert.Name, Does.Match("^Jamie[A-Z][A-Za-z0-9]+$"));
        Assert.That(alert.Severity, Is.AnyOf("critical", "warning"));
        Assert.That(alert.Annotations.Keys, Is.EquivalentTo(new[] { "summary", "description", "runbook_url" }));
        Assert.That(alert.Annotations["summary"], Has.Length.InRange(20, 200));
        Assert.That(alert.Annotations["description"], Has.Length.InRange(60, 400).And.EndsWith("."));
        Assert.That(alert.Annotations["runbook_url"], Is.EqualTo($"docs/runbook.md#{alert.Name.ToLowerInvariant()}"));
    }

    [Test]
    public void The_runbook_has_a_section_for_every_alert_and_none_besides()
    {
        var text = File.ReadAllText(Repository.File("docs/runbook.md"));
        var sections = text.Split("\n### ")[1..].Select(section => section.Split('\n', 2)).ToList();
        Assert.That(sections.Select(section => section[0]), Is.EqualTo(Alerts.Select(alert => alert.Name)), "in the order of the rules");
        Assert.That(sections.Select(section => section[1]), Has.All.Contains("\n- "), "what to look at, and what to do");
        Assert.That(Alerts.Select(alert => alert.Annotations["runbook_url"].Split('#')[1]), Is.SubsetOf(new MarkdownPage("docs/runbook.md").Anchors()));
    }

    [TestCase("docs/runbook.md")]
    [TestCase("deploy/observability/README.md")]
    public void Every_link_leads_somewhere(string page) => Assert.Multiple(() =>
    {
        foreach (var link in new MarkdownPage(page).Links())
        {
            var parts = link.Split('#');
            var target = parts[0].Length == 0 ? page : Path.GetRelativePath(Repository.Folder(""), Path.GetFullPath(Path.Combine(Repository.Folder(Path.GetDirectoryName(page)!), parts[0])));
            Assert.That(File.Exists(Repository.File(target)), Is.True, link);
            if (parts.Length > 1) Assert.That(new MarkdownPage(target).Anchors(), Does.Contain(parts[1]), link);
        }
    });

    [Test]
    public void Every_rule_is_about_series_and_labels_that_exist() => Assert.Multiple(() =>
    {
        foreach (var rule in Rules) SeriesRules.Check(rule.Name, rule.Expression, OfPrometheus);
    });

    [Test]
    public void Every_selector_names_the_job_because_others_have_metrics_of_such_names_too()
    {
        foreach (var rule in Rules)
        {
            foreach (var (name, matchers) in PromQl.Read(rule.Expression).Selectors)
            {
                // What was recorded has been selected before.
                if (RuleFiles.Recorded.All(recorded => recorded.Name != name)) Assert.That(matchers, Does.Contain(("job", Job)), $"{rule.Name}: {name}");
            }
        }
    }

    [Test]
    public void The_configuration_scrapes_the_job_that_the_rules_select()
    {
        var scraped = DeployFile.Yaml("prometheus/prometheus.yml").List("scrape_configs").Select(scrape => scrape.Text("job_name"));
        Assert.That(scraped, Is.EqualTo(new[] { Job }));
        Assert.That(JamieDaemon.Telemetry.JamieTelemetry.ServiceName, Is.EqualTo(Job));
    }

    private static async Task ApproveAsync(string tool, params string[] arguments)
    {
        var (exitCode, output) = await Judge.AskAsync(tool, arguments, [], tool == "amtool" ? "prometheus-alertmanager" : "prometheus");
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Contain("SUCCESS").And.Not.Contain("FAILED"));
    }
}

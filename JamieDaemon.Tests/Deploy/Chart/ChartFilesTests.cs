using System.Xml.Linq;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Deploy.Prometheus;
using JamieDaemon.Tests.Docs;
using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests.Deploy.Chart;

/// <summary>What the chart brings of deploy/observability is what stands there.</summary>
public sealed class ChartFilesTests
{
    private const string Full = "full-values.yaml";

    [TestCase("files/jamie.alert.rules.yml", RuleFiles.Alerting)]
    [TestCase("files/jamie.recording.rules.yml", RuleFiles.Recording)]
    [TestCase("files/jamie.dashboard.json", "grafana/jamie.json")]
    [TestCase("files/filebeat.yml", "filebeat/filebeat.yml")]
    public void A_copy_is_its_original(string copy, string original) =>
        Assert.That(File.ReadAllBytes(ChartFiles.Path(copy)), Is.EqualTo(File.ReadAllBytes(DeployFile.Path(original))), "run deploy/helm/copy-files");

    [Test]
    public void Nothing_else_is_copied() => Assert.That(Directory.EnumerateFiles(ChartFiles.Path("files")).Count(), Is.EqualTo(4));

    [Test]
    public async Task The_operators_rules_are_the_shipped_ones()
    {
        var manifests = await HelmTemplate.RenderAsync("prometheusRule: {enabled: true}", "PrometheusRule");
        Assert.That(manifests.Select(rule => rule.Child("spec")!.Canonical()), Is.EqualTo(new[]
        {
            DeployFile.Yaml(RuleFiles.Recording).Canonical(), DeployFile.Yaml(RuleFiles.Alerting).Canonical(),
        }));
    }

    [Test]
    public async Task With_an_address_of_the_runbook_every_alert_has_a_link()
    {
        var manifests = await HelmTemplate.RenderFileAsync(ChartFiles.Path($"ci/{Full}"));
        var links = manifests.OfKind("PrometheusRule").SelectMany(rule => rule.Child("spec")!.List("groups")).SelectMany(group => group.List("rules"))
            .Where(rule => rule.Child("alert") is not null).Select(rule => rule.Child("annotations")!.Text("runbook_url")).ToList();
        Assert.That(links, Has.Count.EqualTo(RuleFiles.Alerts.Count).And.All.StartsWith("https://git.example/jamie/blob/main/docs/runbook.md#"));
    }

    [Test]
    public async Task Grafana_and_Filebeat_get_the_shipped_files()
    {
        var manifests = await HelmTemplate.RenderFileAsync(ChartFiles.Path($"ci/{Full}"));
        Assert.Multiple(() =>
        {
            Assert.That(Data(manifests, "jamie.json"), Is.EqualTo(DeployFile.Text("grafana/jamie.json").TrimEnd()));
            Assert.That(Data(manifests, "filebeat.yml"), Is.EqualTo(DeployFile.Text("filebeat/filebeat.yml").TrimEnd()));
        });
    }

    [Test]
    public async Task The_ServiceMonitor_scrapes_as_prometheus_yml_does()
    {
        var monitor = (await HelmTemplate.RenderAsync("serviceMonitor: {enabled: true}", "ServiceMonitor")).Single().Child("spec")!;
        var prometheus = DeployFile.Yaml("prometheus/prometheus.yml");
        var job = prometheus.List("scrape_configs").Single();
        var endpoint = monitor.List("endpoints").Single();
        Assert.Multiple(() =>
        {
            Assert.That(endpoint.List("relabelings").Single().Canonical(), Is.EqualTo($$"""{"replacement":"{{JamieTelemetry.ServiceName}}","targetLabel":"job"}"""));
            Assert.That(job.Text("job_name"), Is.EqualTo(JamieTelemetry.ServiceName));
            Assert.That(endpoint.Text("path"), Is.EqualTo(job.Text("metrics_path")));
            Assert.That(endpoint.Text("interval"), Is.EqualTo(prometheus.At("global", "scrape_interval")!.ToString()));
            Assert.That(endpoint.Text("scrapeTimeout"), Is.EqualTo(prometheus.At("global", "scrape_timeout")!.ToString()));
            Assert.That(
                new[] { "sampleLimit", "labelLimit", "labelValueLengthLimit", "bodySizeLimit" }.Select(monitor.Text),
                Is.EqualTo(new[] { "sample_limit", "label_limit", "label_value_length_limit", "body_size_limit" }.Select(job.Text)));
        });
    }

    [Test]
    public void Chart_and_program_are_of_one_version()
    {
        var version = XDocument.Load(Repository.File("Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.That(new[] { "version", "appVersion" }.Select(ChartFiles.About.Text), Is.All.EqualTo(version));
    }

    private static string Data(IReadOnlyList<YamlNode> manifests, string name) =>
        manifests.Select(manifest => manifest.At("data", name)).OfType<YamlScalarNode>().Single().Value!.TrimEnd();
}

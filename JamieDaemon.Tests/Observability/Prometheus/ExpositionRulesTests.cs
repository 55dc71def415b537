using System.Reflection;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Tests.Docs;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace JamieDaemon.Tests.Observability.Prometheus;

/// <summary>Pages as a whole, and that no rule is without a test.</summary>
public sealed class ExpositionRulesTests
{
    // What a Prometheus 2.42 or a strict OpenMetrics parser was seen to refuse, or to misread in silence.
    private static readonly string[] BadOpenMetrics =
    [
        "# TYPE a gauge\na 1\n", "# TYPE a gauge\na 1\n# EOF\na 2\n", "# TYPE a gauge\n\na 1\n# EOF\n", "# free comment\n# EOF\n",
        "# TYPE a gauge\n# UNIT a seconds\na 1\n# EOF\n", "# TYPE a gauge\na 1 # {trace_id=\"x\"} 1 1\n# EOF\n",
        $"# TYPE a counter\na_total 1 # {{trace_id=\"{new string('x', 129)}\"}} 1 1\n# EOF\n", "# TYPE a gauge\na 1\n# TYPE a gauge\n# EOF\n",
        "# TYPE a gauge\na 1\n# TYPE b gauge\nb 1\na{x=\"1\"} 1\n# EOF\n", "# TYPE a_total counter\na_total 1\n# EOF\n",
    ];

    private static readonly string[] BadText =
    [
        "# TYPE a gauge\na 1", "# TYPE a gauge\r\na 1\r\n", "# TYPE a gauge\na{l=x} 1\n", "# TYPE a.b gauge\na.b 1\n", "{\"a.b\"} 1\n",
        "# TYPE a_total counter\na_total 1 # {trace_id=\"x\"} 1 1\n", "# TYPE a gauge\na 1,5\n", "# TYPE a gauge\na 1e400\n", "# TYPE a gauge\na ∞\n",
        "# TYPE a gauge\na{l=\"1\",l=\"2\"} 1\n", "# TYPE a gauge\na{__name__=\"b\"} 1\n", "# TYPE a gauge\na 1\na 1\n", "# TYPE a gauge\n# TYPE a counter\na 1\n",
        "# TYPE a gauge\na 1\n# TYPE a gauge\n", "# TYPE a histogram\na_bucket{le=\"1.0\"} 2\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1\n", "# TYPE a histogram\na_bucket{le=\"1.0\"} 2\na_sum 1\na_count 2\n",
    ];

    [Test]
    public void Every_rule_has_a_test() => Assert.That(
        typeof(ExpositionRulesTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(test => test.GetCustomAttributes<RuleAttribute>()).Select(rule => rule.Rule).Distinct(),
        Is.EquivalentTo(Enum.GetValues<ExpositionRule>()));

    [TestCaseSource(nameof(BadOpenMetrics))]
    public void What_breaks_a_scrape_is_recognised_as_OpenMetrics(string page) => Assert.That(ExpositionCheck.Problems(Encoding.UTF8.GetBytes(page), openMetrics: true), Is.Not.Empty);

    [TestCaseSource(nameof(BadText))]
    public void What_breaks_a_scrape_is_recognised_as_text(string page) => Assert.That(ExpositionCheck.Problems(Encoding.UTF8.GetBytes(page), openMetrics: false), Is.Not.Empty);

    [Test]
    public void Half_a_character_is_recognised() => Assert.That(ExpositionCheck.Problems([.. "# TYPE a gauge\na{l=\""u8, 0xC3, .. "\"} 1\n"u8], openMetrics: false), Is.Not.Empty);

    [Test, Rule(ExpositionRule.NeverLost), Rule(ExpositionRule.OneFamily), Rule(ExpositionRule.OpenMetricsGrammar)]
    public void Whatever_is_measured_under_whatever_name_the_page_is_one_that_a_scraper_takes() => Prop.ForAll(
        OddInstrument.Some, instruments =>
        {
            using var exporter = new ExporterUnderTest(NullLogger<PrometheusExporter>.Instance);
            foreach (var instrument in instruments) instrument.Measure(exporter.Meter);
            var problems = new[] { false, true }.SelectMany(openMetrics => ExpositionCheck.Problems(exporter.Exporter.WritePage(openMetrics), openMetrics)).ToList();
            return (problems.Count == 0).Label(string.Join('\n', problems));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Test, Rule(ExpositionRule.NoUnitOne)]
    public void No_metric_of_ours_is_measured_in_the_unit_one() => Assert.That(ListedMetric.All.Select(metric => metric.Unit), Has.None.EqualTo("1"));

    [TestCase(false), TestCase(true), Rule(ExpositionRule.NoScope), Rule(ExpositionRule.NoCreated)]
    public void No_meter_is_named_and_nothing_says_when_it_was_created(bool openMetrics)
    {
        using var exporter = new ExporterUnderTest(NullLogger<PrometheusExporter>.Instance);
        exporter.Meter.CreateCounter<long>("asked", "", "Asked.").Add(1);
        exporter.Jamie.Histogram("took", "s", "Took.", [1]).Record(1);
        Assert.That(Encoding.UTF8.GetString(exporter.Exporter.WritePage(openMetrics)), Does.Contain("asked_total 1\n").And.Not.Contain("otel_scope").And.Not.Contain("_created"));
    }

    [Test, Rule(ExpositionRule.TargetInfo)]
    public void OpenMetrics_begins_with_the_resource_too()
    {
        using var exporter = new ExporterUnderTest(NullLogger<PrometheusExporter>.Instance);
        Assert.That(exporter.OpenMetrics, Does.StartWith("# TYPE target info\n").And.Match("\ntarget_info\\{[^}]*service_name=\"jamie-sre-chatbot\"[^}]*\\} 1\n"));
        Assert.That(exporter.OpenMetrics.Split('\n').Count(line => line.StartsWith("target_info{", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test, Rule(ExpositionRule.Bounds)]
    public void A_bound_is_spelled_alike_in_both_formats()
    {
        using var exporter = new ExporterUnderTest(NullLogger<PrometheusExporter>.Instance);
        exporter.Jamie.Histogram("took", "s", "Took.", [0.1, 5, 1e6]).Record(1);
        foreach (var page in new[] { exporter.Text, exporter.OpenMetrics })
        {
            Assert.That(page, Does.Contain("{le=\"0.1\"} 0\n").And.Contain("{le=\"5.0\"} 1\n").And.Contain("{le=\"1e+06\"} 1\n"));
        }
    }

    /// <summary>Nothing of ours makes one: a view would have to. To fold it into fixed buckets is possible, and not worth its code before somebody needs it.</summary>
    [Test, Rule(ExpositionRule.ExponentialHistograms)]
    public void A_histogram_with_exponential_buckets_is_left_out_aloud()
    {
        var logger = new CollectingLogger<PrometheusExporter>();
        using var jamie = new ExporterUnderTest(NullLogger<PrometheusExporter>.Instance);
        var exporter = new PrometheusExporter(jamie.Jamie, [], TimeProvider.System, logger);
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(jamie.Meter.Name)
            .AddView(instrument => instrument.Meter == jamie.Meter ? new Base2ExponentialBucketHistogramConfiguration() : MetricStreamConfiguration.Drop)
            .AddReader(new BaseExportingMetricReader(exporter)).Build();
        jamie.Meter.CreateHistogram<double>("fine.grained", "s", "Fine.").Record(1);

        var page = Encoding.UTF8.GetString(exporter.WritePage(openMetrics: true));
        Assert.That(page, Does.Not.Contain("fine_grained").And.EndWith("# EOF\n"));
        Assert.That(Encoding.UTF8.GetString(exporter.WritePage(openMetrics: true)), Does.Contain("jamie_metrics_export_failures_total 2\n"));
        Assert.That(logger.Lines.Where(line => line.Level == LogLevel.Error).Select(line => line.Text), Has.One.Contains("fine_grained_seconds"));
    }
}

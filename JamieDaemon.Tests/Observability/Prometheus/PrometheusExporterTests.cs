using System.Diagnostics.Metrics;
using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace JamieDaemon.Tests.Observability.Prometheus;

public sealed class PrometheusExporterTests
{
    private readonly ILogger<PrometheusExporter> _logger = Substitute.For<ILogger<PrometheusExporter>>();
    private ExporterUnderTest _exporter = null!;

    private Meter Meter => _exporter.Meter;

    [SetUp]
    public void Start()
    {
        _logger.IsEnabled(default).ReturnsForAnyArgs(true);
        _exporter = new ExporterUnderTest(_logger);
    }

    [TearDown]
    public void Stop() => _exporter.Dispose();

    [Test]
    [Rule(ExpositionRule.Announced)]
    public void A_counter_that_nobody_has_raised_is_there_with_zero()
    {
        Meter.CreateCounter<long>("ollama.requests.total", "{request}", "Requests.")
            .Add(0, new("model", "bruno-sre"), new("status", "success"));
        Assert.That(ExporterUnderTest.Lines(_exporter.Text, "ollama_requests"), Is.EqualTo(new[]
        {
            "# TYPE ollama_requests_total counter",
            "# HELP ollama_requests_total Requests.",
            "ollama_requests_total{model=\"bruno-sre\",status=\"success\"} 0",
        }));
    }

    [Test]
    [Rule(ExpositionRule.Histograms)]
    public void A_histogram_counts_upwards_to_infinity()
    {
        var histogram = Meter.CreateHistogram("ollama.request.duration", "s", "Time.", advice: Bounds(0.1, 5));
        histogram.Record(0.05);
        histogram.Record(1);
        histogram.Record(7);
        Assert.That(ExporterUnderTest.Lines(_exporter.OpenMetrics, "ollama_request_duration"), Is.EqualTo(new[]
        {
            "# TYPE ollama_request_duration_seconds histogram",
            "# UNIT ollama_request_duration_seconds seconds",
            "# HELP ollama_request_duration_seconds Time.",
            "ollama_request_duration_seconds_bucket{le=\"0.1\"} 1",
            "ollama_request_duration_seconds_bucket{le=\"5.0\"} 2",
            "ollama_request_duration_seconds_bucket{le=\"+Inf\"} 3",
            "ollama_request_duration_seconds_sum 8.05",
            "ollama_request_duration_seconds_count 3",
        }));
    }

    [Test]
    [Rule(ExpositionRule.Histograms)]
    public void A_histogram_without_bounds_still_has_the_infinite_bucket()
    {
        Meter.CreateHistogram("bare", "", "Bare.", advice: Bounds()).Record(3);
        Assert.That(_exporter.Text, Does.Contain("bare_bucket{le=\"+Inf\"} 1\nbare_sum 3\nbare_count 1\n"));
    }

    [Test]
    [Rule(ExpositionRule.Histograms)]
    public void OpenMetrics_gets_no_sum_beside_negative_bounds()
    {
        Meter.CreateHistogram("offset", "s", "Offset.", advice: Bounds(-1, 1)).Record(-3);
        Assert.That(_exporter.OpenMetrics,
            Does.Contain("offset_seconds_bucket{le=\"-1.0\"} 1\n").And.Not.Contain("offset_seconds_sum"));
        Assert.That(_exporter.Text, Does.Contain("offset_seconds_sum -3\n"));
    }

    [Test]
    [Rule(ExpositionRule.NeverLost)]
    public void A_label_that_throws_costs_its_family_only_and_is_said_once()
    {
        Meter.CreateCounter<long>("bad", "", "Bad.").Add(1, new KeyValuePair<string, object?>("x", new Throwing()));
        Meter.CreateCounter<long>("good", "", "Good.").Add(1);
        _ = _exporter.Text;
        Assert.That(_exporter.Text,
            Does.Contain("good_total 1\n").And.Contain("jamie_metrics_export_failures_total 2\n").And.Not.Contain("bad_total"));
        Assert.That(_logger.ReceivedCalls().Count(call => call.GetMethodInfo().Name == "Log"), Is.EqualTo(1));
    }

    [Test]
    [Rule(ExpositionRule.OneFamily)]
    public void Two_instruments_of_one_name_and_different_types_do_not_share_a_family()
    {
        Meter.CreateCounter<long>("clash", "", "A counter.").Add(1);
        Meter.CreateUpDownCounter<long>("clash", "", "A gauge.").Add(1);
        var types = _exporter.Text.Split('\n').Count(line => line.StartsWith("# TYPE clash", StringComparison.Ordinal));
        Assert.That(types, Is.EqualTo(1));
        Assert.That(_exporter.Text, Does.Contain("jamie_metrics_export_failures_total 2\n"));
    }

    [Test]
    [Rule(ExpositionRule.NoScope)]
    public void A_series_that_is_on_the_page_already_is_left_out_and_counted()
    {
        var counter = Meter.CreateCounter<long>("twice", "", "Twice.");
        counter.Add(1, new KeyValuePair<string, object?>("a", 1));
        counter.Add(1, new KeyValuePair<string, object?>("a", "1"));
        Assert.That(_exporter.Text, Does.Contain("jamie_metrics_export_failures_total 1\n"));
        Assert.That(ExporterUnderTest.Lines(_exporter.Text, "twice"), Has.Length.EqualTo(3));
        Assert.That(_logger.ReceivedCalls().Count(call => call.GetMethodInfo().Name == "Log"), Is.EqualTo(1), "and said once");
    }

    [TestCase("jobs.total", "jobs")]
    [TestCase("jobs.created", "jobs")]
    [TestCase("target.info", "target_info")]
    [TestCase("jamie.metrics.scrape_bytes", "jamie_metrics_scrape_bytes")]
    public void A_gauge_whose_name_another_familys_samples_have_is_left_out_and_counted(string gauge, string taken)
    {
        Meter.CreateCounter<long>("jobs", "", "Jobs.").Add(1);
        Meter.CreateUpDownCounter<long>(gauge, "", "A gauge.").Add(-4711);
        Assert.That(_exporter.OpenMetrics, Does.Not.Contain(" -4711\n").And.Contain(taken));
        Assert.That(_exporter.Text, Does.Not.Contain(" -4711\n").And.Contain("jamie_metrics_export_failures_total 2\n"));
    }

    [Test]
    public void A_gauge_named_like_a_histograms_sum_is_left_out()
    {
        Meter.CreateHistogram("took", "", "Took.", advice: Bounds(1)).Record(1);
        Meter.CreateUpDownCounter<long>("took.sum", "", "A gauge.").Add(7);
        Assert.That(_exporter.OpenMetrics, Does.Contain("took_sum 1\n").And.Not.Contain("took_sum 7"));
    }

    [Test]
    [Rule(ExpositionRule.OneFamily)]
    public void Where_two_instruments_share_a_family_the_first_help_and_the_first_unit_speak_for_both()
    {
        Meter.CreateUpDownCounter<long>("a.seconds", unit: null, "").Add(1, new KeyValuePair<string, object?>("x", "1"));
        Meter.CreateUpDownCounter<long>("a", "s", "Waiting.").Add(1, new KeyValuePair<string, object?>("x", "2"));
        Assert.That(ExporterUnderTest.Lines(_exporter.OpenMetrics, "a_seconds"), Is.EqualTo(new[]
        {
            "# TYPE a_seconds gauge", "# UNIT a_seconds seconds", "# HELP a_seconds Waiting.", "a_seconds{x=\"2\"} 1", "a_seconds{x=\"1\"} 1",
        }));
    }

    [Test]
    public void A_callback_that_throws_costs_its_instrument_only()
    {
        Meter.CreateObservableGauge("bad", new Func<int>(() => throw new InvalidOperationException("no number")));
        Meter.CreateObservableGauge("good", () => 1);
        Assert.That(_exporter.Text, Does.Contain("good 1\n").And.Not.Contain("bad"));
    }

    [Test]
    public void Half_a_character_in_a_list_costs_nothing_but_itself()
    {
        Meter.CreateCounter<long>("odd", "", "Odd.").Add(1, new KeyValuePair<string, object?>("x", new[] { "a\uD800", "b" }));
        Assert.That(_exporter.Text, Does.Contain("odd_total{x=\"[\\\"a\uFFFD\\\",\\\"b\\\"]\"} 1\n"));
    }

    [Test]
    [Rule(ExpositionRule.Types)]
    public void Each_kind_of_instrument_has_its_type_and_is_cumulative()
    {
        var counter = Meter.CreateCounter<long>("grows", "", "Grows.");
        Meter.CreateUpDownCounter<long>("falls", "", "Falls.").Add(-1);
        Meter.CreateObservableCounter("observed", () => 5, "", "Observed.");
        Meter.CreateObservableUpDownCounter("swings", () => -5, "", "Swings.");
        Meter.CreateGauge<double>("stands", "", "Stands.").Record(0.5);
        Meter.CreateHistogram("spreads", "", "Spreads.", advice: Bounds(1)).Record(1);
        counter.Add(2);
        _ = _exporter.OpenMetrics;
        counter.Add(1);
        var page = _exporter.OpenMetrics;
        foreach (var (family, type) in new[] { ("grows", "counter"), ("falls", "gauge"), ("observed", "counter"), ("swings", "gauge"), ("stands", "gauge"), ("spreads", "histogram") })
        {
            Assert.That(page, Does.Contain($"# TYPE {family} {type}\n"));
        }

        Assert.That(page, Does.Contain("grows_total 3\n").And.Contain("falls -1\n").And.Contain("observed_total 5\n").And.Contain("stands 0.5\n").And.Contain("spreads_count 1\n"));
    }

    [Test]
    [Rule(ExpositionRule.NoTimestamps)]
    public void Series_that_are_no_longer_observed_vanish()
    {
        var models = new List<string> { "a", "b" };
        Meter.CreateObservableGauge("loaded", () => models.ConvertAll(model => new Measurement<int>(1, new KeyValuePair<string, object?>("model", model))));
        Assert.That(_exporter.Text, Does.Contain("loaded{model=\"b\"} 1\n"));
        models.Remove("b");
        Assert.That(_exporter.Text, Does.Contain("loaded{model=\"a\"} 1\n").And.Not.Contain("loaded{model=\"b\"}"));
    }

    [Test]
    [Rule(ExpositionRule.NoTimestamps)]
    public void No_sample_has_a_time_of_its_own() => Assert.That(
        _exporter.Text.Split('\n').Where(line => line.Length > 0 && line[0] != '#' && line[(line.LastIndexOf('}') + 1)..].Trim().Count(c => c == ' ') > 1), Is.Empty);

    [Test]
    public void The_page_tells_of_itself()
    {
        _ = _exporter.OpenMetrics;
        var page = _exporter.Text;
        Assert.That(page, Does.Contain("jamie_metrics_scrapes_total{format=\"openmetrics\"} 1\n").And.Contain("jamie_metrics_scrapes_total{format=\"text\"} 0\n"));
        Assert.That(page, Does.Match("jamie_metrics_scrape_bytes [1-9]").And.Match("jamie_metrics_scrape_duration_seconds [0-9]"));
    }

    [Test]
    public void More_series_than_the_limit_are_summed_up_as_overflow()
    {
        var counter = Meter.CreateCounter<long>("many", "", "Many.");
        for (var i = 0; i < 300; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("user", i));
        }

        Assert.That(_exporter.Text, Does.Contain("many_total{otel_metric_overflow=\"true\"} "));
    }

    [Test]
    [Rule(ExpositionRule.TargetInfo)]
    public void The_page_says_first_who_is_speaking()
    {
        Assert.That(_exporter.Text, Does.StartWith("# TYPE target_info gauge\n"));
        Assert.That(_exporter.Text, Does.Contain("target_info{service_name=\"jamie-sre-chatbot\",service_version=\"1.2.3\"").Or
            .Contain("service_name=\"jamie-sre-chatbot\",service_version=\"1.2.3\""));
        Assert.That(_exporter.Text, Does.Match(@"jamie_build_info\{.*version=").And.Contain("environment=\"testing\"").And.Contain("model=\"bruno-sre\""));
    }

    [Test]
    public void The_numbers_of_another_host_in_the_process_are_not_ours()
    {
        using var other = new ExporterUnderTest(_logger);
        other.Meter.CreateCounter<long>("theirs", "", "Theirs.").Add(1);
        Assert.That(_exporter.Text, Does.Not.Contain("theirs"));
        Assert.That(other.Text, Does.Contain("theirs_total 1"));
    }

    [Test]
    [Rule(ExpositionRule.Types)]
    public void The_thread_pool_can_shrink_so_its_size_is_no_counter() =>
        Assert.That(_exporter.Text, Does.Contain("# TYPE dotnet_thread_pool_thread_count gauge"));

    [Test]
    public void After_the_end_there_is_nothing_to_collect()
    {
        _exporter.Dispose();
        Assert.That(() => _exporter.Text, Throws.InvalidOperationException.With.Message.Contains("shut down"));
    }

    private static InstrumentAdvice<double> Bounds(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };

    private sealed class Throwing
    {
        public override string ToString() => throw new InvalidOperationException("no text");
    }
}

using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Tests.Observability.Prometheus;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace JamieDaemon.Tests.Telemetry;

public sealed class JamieMeterTests
{
    private readonly ExporterUnderTest _exporter = new(NullLogger<PrometheusExporter>.Instance);

    [TearDown]
    public void Stop() => _exporter.Dispose();

    [Test]
    [Rule(ExpositionRule.Guarded)]
    public void What_would_spoil_a_sum_for_ever_is_left_out_and_counted()
    {
        var counter = _exporter.Jamie.Counter("asked", "", "Asked.");
        var histogram = _exporter.Jamie.Histogram("took", "s", "Took.", [1]);
        counter.Add(2);
        counter.Add(-1);
        histogram.Record(0.5);
        foreach (var spoilt in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.1 }) histogram.Record(spoilt);

        Assert.That(_exporter.Text, Does.Contain("asked_total 2\n").And.Contain("took_seconds_sum 0.5\ntook_seconds_count 1\n")
            .And.Contain("jamie_telemetry_rejected_total 5\n"));
    }

    [Test]
    [Rule(ExpositionRule.Announced)]
    public void A_histogram_that_nobody_has_recorded_to_is_there_with_nothing_in_it()
    {
        _exporter.Jamie.Histogram("took", "s", "Took.", [0.5, 1]).Announce(new KeyValuePair<string, object?>("route", "/a"));
        Assert.That(ExporterUnderTest.Lines(_exporter.OpenMetrics, "took"), Is.EqualTo(new[]
        {
            "# TYPE took_seconds histogram",
            "# UNIT took_seconds seconds",
            "# HELP took_seconds Took.",
            """took_seconds_bucket{route="/a",le="0.5"} 0""",
            """took_seconds_bucket{route="/a",le="1.0"} 0""",
            """took_seconds_bucket{route="/a",le="+Inf"} 0""",
            """took_seconds_sum{route="/a"} 0""",
            """took_seconds_count{route="/a"} 0""",
        }));
    }

    [Test]
    public void Recorded_to_it_is_there_once_beside_those_that_still_wait()
    {
        var histogram = _exporter.Jamie.Histogram("took", "s", "Took.", [1]);
        foreach (var route in new[] { "/a", "/b" }) histogram.Announce(new KeyValuePair<string, object?>("route", route));
        histogram.Record(0.25, new KeyValuePair<string, object?>("route", "/b"));

        var page = _exporter.Text;
        Assert.That(ExporterUnderTest.Lines(page, "took_seconds_count"), Is.EquivalentTo(new[] { """took_seconds_count{route="/a"} 0""", """took_seconds_count{route="/b"} 1""" }));
        Assert.That(page, Does.Contain("jamie_metrics_export_failures_total 0\n"), "that is no duplicate");
    }

    [Test]
    public void The_order_in_which_labels_were_announced_does_not_matter()
    {
        var histogram = _exporter.Jamie.Histogram("took", "s", "Took.", [1]);
        histogram.Announce(new("route", "/a"), new("method", "GET"));
        histogram.Record(0.25, new("method", "GET"), new("route", "/a"));
        Assert.That(ExporterUnderTest.Lines(_exporter.Text, "took_seconds_count"), Is.EqualTo(new[] { """took_seconds_count{method="GET",route="/a"} 1""" }));
    }

    [Test]
    public void A_histogram_with_two_names_is_exported_under_both()
    {
        var histogram = _exporter.Jamie.Histogram("took", "s", "Took.", [1], alias: "lasted");
        histogram.Announce();
        Assert.That(_exporter.Text, Does.Contain("took_seconds_count 0\n").And.Contain("lasted_seconds_count 0\n"));
        histogram.Record(0.5);
        Assert.That(_exporter.Text, Does.Contain("took_seconds_count 1\n").And.Contain("lasted_seconds_bucket{le=\"1.0\"} 1\n").And.Contain("lasted_seconds_count 1\n"));
    }
}

using System.Diagnostics;
using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry.Metrics;

namespace JamieDaemon.Tests.Observability.Prometheus;

/// <summary>Samples that name the trace they were seen in.</summary>
public sealed class ExemplarTests
{
    private readonly ExporterUnderTest _exporter = new(NullLogger<PrometheusExporter>.Instance);

    [TearDown]
    public void Stop() => _exporter.Dispose();

    [Test]
    [Rule(ExpositionRule.Exemplars)]
    public void A_counter_and_a_bucket_name_the_trace_they_were_last_raised_in()
    {
        var counter = _exporter.Meter.CreateCounter<long>("asked", "", "Asked.");
        var histogram = _exporter.Jamie.Histogram("took", "s", "Took.", [1, 10]);
        using var first = InTrace(() =>
        {
            counter.Add(2);
            histogram.Record(0.5);
        });
        using var second = InTrace(() =>
        {
            counter.Add(3);
            histogram.Record(7);
        });

        var page = _exporter.OpenMetrics;

        Assert.That(page, Does.Match(Sample("asked_total", "5", second, "3")));
        Assert.That(page, Does.Match(Sample("""took_seconds_bucket\{le="1\.0"\}""", "1", first, "0.5")));
        Assert.That(page, Does.Match(Sample("""took_seconds_bucket\{le="10\.0"\}""", "2", second, "7")));
        Assert.That(page, Does.Match("""took_seconds_bucket\{le="\+Inf"\} 2\n""").And.Match("took_seconds_count 2\n"), "what has none shows none");
    }

    [Test]
    [Rule(ExpositionRule.Exemplars)]
    public void The_text_format_would_lose_the_whole_scrape_over_one_and_gets_none()
    {
        using var trace = InTrace(() => _exporter.Meter.CreateCounter<long>("asked", "", "Asked.").Add(1));
        Assert.That(_exporter.Text, Does.Contain("asked_total 1\n").And.Not.Contain(" # {"));
    }

    [Test]
    public void Nobody_who_wants_none_gets_any()
    {
        using var exporter = new ExporterUnderTest(NullLogger<PrometheusExporter>.Instance, ExemplarFilterType.AlwaysOff);
        using var trace = InTrace(() => exporter.Meter.CreateCounter<long>("asked", "", "Asked.").Add(1));
        Assert.That(exporter.OpenMetrics, Does.Contain("asked_total 1\n").And.Not.Contain(" # {"));
    }

    [Test]
    public void A_trace_that_is_not_kept_is_not_named()
    {
        var counter = _exporter.Meter.CreateCounter<long>("asked", "", "Asked.");
        using var trace = InTrace(() => counter.Add(1), isKept: false);
        Assert.That(_exporter.OpenMetrics, Does.Contain("asked_total 1\n"));
    }

    [Test]
    [Rule(ExpositionRule.Exemplars)]
    public void A_gauge_may_have_none()
    {
        var gauge = _exporter.Meter.CreateUpDownCounter<long>("busy", "", "Busy.");
        using var trace = InTrace(() => gauge.Add(1));
        Assert.That(_exporter.OpenMetrics, Does.Contain("busy 1\n"));
    }

    private static string Sample(string series, string value, Activity trace, string seen) =>
        $$"""\n{{series}} {{value}} # \{trace_id="{{trace.TraceId}}",span_id="{{trace.SpanId}}"\} {{seen}} \d+(\.\d+)?\n""";

    private static Activity InTrace(Action act, bool isKept = true)
    {
        var trace = new Activity("test").SetIdFormat(ActivityIdFormat.W3C);
        trace.ActivityTraceFlags = isKept ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None;
        trace.Start();
        act();
        trace.Stop();
        return trace;
    }
}

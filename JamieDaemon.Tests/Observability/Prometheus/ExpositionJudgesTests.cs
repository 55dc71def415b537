using System.Diagnostics.Metrics;
using System.Text;
using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace JamieDaemon.Tests.Observability.Prometheus;

/// <summary>Prometheus' own linter and the strict OpenMetrics parser of its Python client judge whole pages.</summary>
public sealed class ExpositionJudgesTests
{
    // Prints every label value it parsed, so that what arrives can be compared with what was sent.
    private const string ParseAndPrint = """
        import sys
        from PARSER import text_string_to_metric_families as parse
        page = sys.stdin.buffer.read().decode('utf-8')
        for family in parse(page):
            for sample in family.samples:
                for name, value in sample.labels.items():
                    if name == 'odd':
                        sys.stdout.buffer.write(value.encode('utf-8').hex().encode() + b'\n')
        """;

    private readonly ExporterUnderTest _exporter = new(NullLogger<PrometheusExporter>.Instance);

    [TearDown]
    public void Stop() => _exporter.Dispose();

    [Test]
    public async Task Prometheus_finds_nothing_to_complain_about()
    {
        MeasureEverything();
        Assert.That(await ComplaintsAsync(), Is.Empty);
    }

    [TestCase(true, "prometheus_client.openmetrics.parser")]
    [TestCase(false, "prometheus_client.parser")]
    [Rule(ExpositionRule.OpenMetricsGrammar), Rule(ExpositionRule.Escapes)]
    public async Task The_parsers_of_the_Python_client_accept_the_page_and_read_back_every_label(bool openMetrics, string parser)
    {
        MeasureEverything();
        var odd = OddTexts.Some(2_000);
        OddTexts.Count(_exporter.Jamie, odd);

        var page = _exporter.Exporter.WritePage(openMetrics);
        var script = ParseAndPrint.Replace("PARSER", parser, StringComparison.Ordinal);
        var (exitCode, output) = await Judge.AskAsync("python3", ["-c", script], page, "python3-prometheus-client");
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Is.EquivalentTo(odd.Select(text => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)))));
    }

    [Test]
    public async Task Prometheus_finds_odd_label_values_no_reason_to_complain()
    {
        OddTexts.Count(_exporter.Jamie, OddTexts.Some(2_000));
        Assert.That(await ComplaintsAsync(), Is.Empty);
    }

    private async Task<string[]> ComplaintsAsync()
    {
        var page = _exporter.Exporter.WritePage(openMetrics: false);
        var (_, output) = await Judge.AskAsync("promtool", ["check", "metrics"], page, "prometheus");
        // The runtime's own name for the number of its threads.
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("dotnet_thread_pool_thread_count ", StringComparison.Ordinal))];
    }

    private void MeasureEverything()
    {
        _exporter.Meter.CreateCounter<long>("ollama.requests.total", "{request}", "Requests.")
            .Add(3, new("model", "bruno-sre"), new("status", "success"));
        _exporter.Meter.CreateUpDownCounter<long>("jamie.active_jobs", "{job}", "Jobs.").Add(-2);
        _exporter.Meter.CreateObservableGauge("jamie.startup.timestamp", () => 1.7e9, "s", "Start.");
        var bounds = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 5, 600] };
        var histogram = _exporter.Meter.CreateHistogram("ollama.request.duration", "s", "Time.", advice: bounds);
        histogram.Record(0.3, new KeyValuePair<string, object?>("model", "bruno-sre"));
        histogram.Record(1e9, new KeyValuePair<string, object?>("model", "other"));
    }
}

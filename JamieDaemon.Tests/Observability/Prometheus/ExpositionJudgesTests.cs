using System.Diagnostics.Metrics;
using System.Text;
using FsCheck.Fluent;
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
        from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse
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

    [Test]
    public async Task The_strict_OpenMetrics_parser_accepts_the_page_and_reads_back_every_label()
    {
        MeasureEverything();
        var odd = OddTexts();
        var counter = _exporter.Meter.CreateCounter<long>("odd.texts", "", "Label values of all kinds.");
        foreach (var text in odd)
        {
            counter.Add(1, new KeyValuePair<string, object?>("odd", text));
        }

        var page = _exporter.Exporter.WritePage(openMetrics: true);
        var (exitCode, output) = await Judge.AskAsync("python3", ["-c", ParseAndPrint], page, "python3-prometheus-client");
        Assert.That(exitCode, Is.Zero, output);
        // Encoding replaces lone surrogates as the exporter does.
        Assert.That(output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Is.EquivalentTo(odd.Select(text => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)))));
    }

    [Test]
    public async Task Prometheus_reads_odd_label_values_too()
    {
        var counter = _exporter.Meter.CreateCounter<long>("odd.texts", "", "Label values of all kinds.");
        foreach (var text in OddTexts())
        {
            counter.Add(1, new KeyValuePair<string, object?>("odd", text));
        }

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

    private static string[] OddTexts()
    {
        string[] known =
            ["\"", "\\", "\\n", "a\nb", "}", "# EOF", "a\r\nb", "\uD83D\uDE00", "\uD800", "\u2028", "a\tb", "\0", "\u0001"];
        return [.. ArbMap.Default.GeneratorFor<string>().Sample(100).Where(text => !string.IsNullOrEmpty(text)).Union(known)];
    }
}

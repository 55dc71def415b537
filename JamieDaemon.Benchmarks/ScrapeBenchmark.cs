using BenchmarkDotNet.Attributes;
using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Benchmarks;

/// <summary>One page of 2,000 samples: all that the daemon serves, and as many series of models as are missing to that number.</summary>
public class ScrapeBenchmark
{
    private const int Samples = 2_000;

    private readonly BenchmarkedDaemon _daemon = new();

    private PrometheusExporter Exporter => _daemon.Get<PrometheusExporter>();

    [GlobalSetup]
    public void Fill()
    {
        var histogram = _daemon.Get<JamieMeter>().Histogram("benchmark.duration", "s", "Time.", Buckets.Answer);
        for (var model = 0; CountSamples() < Samples; model++) histogram.Record(1, new KeyValuePair<string, object?>("model", $"model-{model}"));
    }

    [GlobalCleanup]
    public void Dispose() => _daemon.Dispose();

    [Benchmark]
    [Limit(microseconds: 500, bytes: 300_000)]
    public byte[] Text() => Exporter.WritePage(openMetrics: false);

    [Benchmark]
    [Limit(microseconds: 500, bytes: 300_000)]
    public byte[] OpenMetrics() => Exporter.WritePage(openMetrics: true);

    private int CountSamples()
    {
        var page = Exporter.WritePage(openMetrics: false).AsSpan();
        return page.Count((byte)'\n') - page.Count("# "u8);
    }
}

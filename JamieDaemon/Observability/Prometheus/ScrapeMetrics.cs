namespace JamieDaemon.Observability.Prometheus;

/// <summary>The page's own numbers. They are written past the SDK, which cannot count what it is just collecting.</summary>
internal sealed class ScrapeMetrics(TimeProvider time)
{
    private static readonly PrometheusFamily Bytes = new(
        "jamie_metrics_scrape_bytes", PrometheusKind.Gauge, "bytes", "Size of the page before this one, uncompressed.");

    private static readonly PrometheusFamily Duration = new(
        "jamie_metrics_scrape_duration_seconds", PrometheusKind.Gauge, "seconds", "How long the collection of this page took.");

    private static readonly PrometheusFamily Failures = new(
        "jamie_metrics_export_failures", PrometheusKind.Counter, "", "Metric families and series left out of a page because they could not be written.");

    private static readonly PrometheusFamily Scrapes = new(
        "jamie_metrics_scrapes", PrometheusKind.Counter, "", "Pages collected, by format; several who ask at once share one.");

    private static readonly PrometheusLabel[] Text = [new("format", "text")];
    private static readonly PrometheusLabel[] OpenMetrics = [new("format", "openmetrics")];

    private long _started;
    private long _failures;
    private long _textPages;
    private long _openMetricsPages;
    private int _bytes;

    public static void Claim(FamilyNames names)
    {
        foreach (var family in (ReadOnlySpan<PrometheusFamily>)[Bytes, Duration, Failures, Scrapes]) names.TryClaim(family);
    }

    public void Begin() => _started = time.GetTimestamp();

    public void Failed(int count) => _failures += count;

    public void End(bool openMetrics, int bytes)
    {
        _bytes = bytes;
        if (openMetrics) _openMetricsPages++;
        else _textPages++;
    }

    public void Write(PrometheusTextWriter writer)
    {
        Write(writer, Bytes, _bytes);
        Write(writer, Duration, time.GetElapsedTime(_started).TotalSeconds);
        Write(writer, Failures, _failures);
        writer.WriteFamily(Scrapes);
        writer.WriteSample(Scrapes.SampleName, Text, _textPages);
        writer.WriteSample(Scrapes.SampleName, OpenMetrics, _openMetricsPages);
    }

    private static void Write(PrometheusTextWriter writer, PrometheusFamily family, double value)
    {
        writer.WriteFamily(family);
        writer.WriteSample(family.SampleName, [], value);
    }
}

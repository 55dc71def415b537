using OpenTelemetry.Metrics;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>
/// Writes the points of OpenTelemetry metrics as samples. Valid only while the SDK collects: the points are its own memory.
/// </summary>
public sealed class MetricFamilyWriter(PrometheusTextWriter writer)
{
    private readonly SeriesSet _series = new(writer);
    private readonly PrometheusLabels _labels = new();
    private readonly Dictionary<double, string> _bounds = [];

    /// <summary>Series left out because the same name and labels were on the page already.</summary>
    public long DuplicateSeries { get; private set; }

    public void Begin(PrometheusFamily family)
    {
        _series.Clear();
        writer.WriteFamily(family);
    }

    public void Write(PrometheusFamily family, Metric metric)
    {
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            ReadLabels(point.Tags);
            if (metric.MetricType == MetricType.Histogram)
            {
                WriteHistogram(family, point);
            }
            else
            {
                WriteUnlessSeen(family.SampleName, "", _labels.Read(except: null), le: null, Number(metric.MetricType, point));
            }
        }
    }

    private static double Number(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        MetricType.DoubleGauge => point.GetGaugeLastValueDouble(),
        _ => throw new NotSupportedException($"A metric of type {type} has no text form here: record it with explicit buckets."),
    };

    private void WriteHistogram(PrometheusFamily family, in MetricPoint point)
    {
        var labels = _labels.Read(except: "le");
        var start = writer.Length;
        var cumulative = 0L;
        var negative = false;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            // The SDK's last bucket is the infinite one, and a histogram without bounds has none: it is written below, for both.
            if (double.IsPositiveInfinity(bucket.ExplicitBound))
            {
                break;
            }

            cumulative += bucket.BucketCount;
            negative |= bucket.ExplicitBound < 0;
            if (!WriteUnlessSeen(family.Name, "_bucket", labels, Bound(bucket.ExplicitBound), cumulative))
            {
                writer.RollBackTo(start);
                return;
            }
        }

        var count = point.GetHistogramCount();
        if (!WriteUnlessSeen(family.Name, "_bucket", labels, "+Inf", count))
        {
            writer.RollBackTo(start);
            return;
        }

        // OpenMetrics forbids both beside negative bounds.
        if (!(writer.OpenMetrics && negative))
        {
            writer.WriteSample(family.Name, "_sum", labels, le: null, point.GetHistogramSum());
            writer.WriteSample(family.Name, "_count", labels, le: null, count);
        }
    }

    private bool WriteUnlessSeen(string name, string suffix, ReadOnlySpan<PrometheusLabel> labels, string? le, double value)
    {
        var start = writer.Length;
        writer.WriteSample(name, suffix, labels, le, value);
        // A number holds no blank, so the last one stands between the series and its value.
        if (_series.Add(start, writer.Written[start..].LastIndexOf((byte)' ')))
        {
            return true;
        }

        writer.RollBackTo(start);
        DuplicateSeries++;
        return false;
    }

    private void ReadLabels(OpenTelemetry.ReadOnlyTagCollection tags)
    {
        _labels.Clear();
        foreach (var (key, value) in tags)
        {
            _labels.Add(key, value);
        }
    }

    private string Bound(double bound)
    {
        if (!_bounds.TryGetValue(bound, out var text))
        {
            _bounds[bound] = text = PrometheusNumbers.Bound(bound);
        }

        return text;
    }
}

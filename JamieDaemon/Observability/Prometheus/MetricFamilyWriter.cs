using System.Text;
using JamieDaemon.Telemetry;
using OpenTelemetry.Metrics;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>
/// Writes the points of OpenTelemetry metrics as samples. Valid only while the SDK collects: the points are its own memory.
/// </summary>
public sealed class MetricFamilyWriter(PrometheusTextWriter writer)
{
    /// <summary>The SDK's label of the series that takes what comes after the last one that a metric may have.</summary>
    private const string Overflow = "otel.metric.overflow";

    private readonly SeriesSet _series = new(writer);
    private readonly PrometheusLabels _labels = new();
    private readonly Dictionary<double, byte[]> _bounds = [];

    /// <summary>Series of the family that were left out because the same name and labels were on the page already.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Whether the family has more series than it may have.</summary>
    public bool Overflowed { get; private set; }

    public void Begin(PrometheusFamily family)
    {
        _series.Clear();
        Duplicates = 0;
        Overflowed = false;
        writer.WriteFamily(family);
    }

    public void Write(PrometheusFamily family, Metric metric)
    {
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            ReadLabels(point.Tags);
            writer.BeginSeries(_labels.Read(except: metric.MetricType == MetricType.Histogram ? "le" : null));
            var isNew = metric.MetricType == MetricType.Histogram
                ? WriteHistogram(family, point)
                : WriteSample(family, Number(metric.MetricType, point), ExemplarOf(family, metric, point));
            Duplicates += isNew ? 0 : 1;
        }
    }

    /// <summary>Writes the series that nobody has recorded to yet: they are there with nothing in them.</summary>
    public void WriteUnrecorded(PrometheusFamily family, JamieHistogram histogram)
    {
        foreach (var tags in histogram.Announced)
        {
            _labels.Clear();
            foreach (var (key, value) in tags)
            {
                _labels.Add(key, value);
            }

            writer.BeginSeries(_labels.Read(except: "le"));
            writer.BeginBuckets(family.Name);
            var start = writer.Length;
            foreach (var bound in histogram.Bounds)
            {
                writer.WriteBucket(Bound(bound), 0);
            }

            if (WriteInfiniteBucket(0, exemplar: null))
            {
                writer.WriteSample(family.Name, "_sum", 0);
                writer.WriteSample(family.Name, "_count", 0);
            }
            else
            {
                writer.RollBackTo(start);
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

    private bool WriteHistogram(PrometheusFamily family, in MetricPoint point)
    {
        writer.BeginBuckets(family.Name);
        var start = writer.Length;
        var cumulative = 0L;
        var negative = false;
        var below = double.NegativeInfinity;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            // The SDK's last bucket is the infinite one, and a histogram without bounds has none: it is written below, for both.
            if (double.IsPositiveInfinity(bucket.ExplicitBound))
            {
                break;
            }

            cumulative += bucket.BucketCount;
            negative |= bucket.ExplicitBound < 0;
            var exemplar = ExemplarOf(point, below, bucket.ExplicitBound);
            below = bucket.ExplicitBound;
            writer.WriteBucket(Bound(bucket.ExplicitBound), cumulative, exemplar);
        }

        // The one bucket that every histogram has, whatever its bounds, so it tells whether the series is on the page.
        var count = point.GetHistogramCount();
        if (!WriteInfiniteBucket(count, ExemplarOf(point, below, double.PositiveInfinity)))
        {
            writer.RollBackTo(start);
            return false;
        }

        // OpenMetrics forbids both beside negative bounds.
        if (!(writer.OpenMetrics && negative))
        {
            writer.WriteSample(family.Name, "_sum", point.GetHistogramSum());
            writer.WriteSample(family.Name, "_count", count);
        }

        return true;
    }

    /// <summary>Only counters and buckets may have one.</summary>
    private PrometheusExemplar? ExemplarOf(PrometheusFamily family, Metric metric, in MetricPoint point)
    {
        if (!writer.OpenMetrics || family.Kind != PrometheusKind.Counter || !point.TryGetExemplars(out var exemplars))
        {
            return null;
        }

        PrometheusExemplar? latest = null;
        foreach (ref readonly var exemplar in exemplars)
        {
            // The other of the two is the same bits, misread.
            var value = metric.MetricType == MetricType.LongSum ? exemplar.LongValue : exemplar.DoubleValue;
            latest = Later(latest, exemplar, value);
        }

        return latest;
    }

    private PrometheusExemplar? ExemplarOf(in MetricPoint point, double above, double upTo)
    {
        if (!writer.OpenMetrics || !point.TryGetExemplars(out var exemplars))
        {
            return null;
        }

        PrometheusExemplar? latest = null;
        foreach (ref readonly var exemplar in exemplars)
        {
            if (exemplar.DoubleValue > above && exemplar.DoubleValue <= upTo)
            {
                latest = Later(latest, exemplar, exemplar.DoubleValue);
            }
        }

        return latest;
    }

    private static PrometheusExemplar? Later(PrometheusExemplar? before, in Exemplar exemplar, double value) =>
        exemplar.TraceId == default || before?.At > exemplar.Timestamp
            ? before
            : new PrometheusExemplar(exemplar.TraceId, exemplar.SpanId, value, exemplar.Timestamp);

    private bool WriteSample(PrometheusFamily family, double value, PrometheusExemplar? exemplar)
    {
        var start = writer.Length;
        return StaysUnlessSeen(start, writer.WriteSample(family.SampleName, "", value, exemplar));
    }

    private bool WriteInfiniteBucket(double count, PrometheusExemplar? exemplar)
    {
        var start = writer.Length;
        return StaysUnlessSeen(start, writer.WriteBucket("+Inf"u8, count, exemplar));
    }

    private bool StaysUnlessSeen(int start, int end)
    {
        if (_series.Add(start, end - start)) return true;
        writer.RollBackTo(start);
        return false;
    }

    private void ReadLabels(OpenTelemetry.ReadOnlyTagCollection tags)
    {
        _labels.Clear();
        foreach (var (key, value) in tags)
        {
            _labels.Add(key, value);
            Overflowed |= key == Overflow;
        }
    }

    /// <summary>Bounds are few and come back with every series, so their text is remembered.</summary>
    private byte[] Bound(double bound)
    {
        if (!_bounds.TryGetValue(bound, out var text))
        {
            _bounds[bound] = text = Encoding.UTF8.GetBytes(PrometheusNumbers.Bound(bound));
        }

        return text;
    }
}

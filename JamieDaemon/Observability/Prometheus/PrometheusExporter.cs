using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>
/// Turns what the SDK collected into a page for Prometheus, only when somebody asks for it. One family that cannot be written is
/// left out and counted; it never costs the scrape. Scope labels are off: Jamie has one meter (issue "First light").
/// </summary>
[ExportModes(ExportModes.Pull)]
public sealed partial class PrometheusExporter(TimeProvider time, ILogger<PrometheusExporter> logger)
    : BaseExporter<Metric>, IPullMetricExporter
{
    private static readonly PrometheusFamily Failures = new(
        "jamie_metrics_export_failures", PrometheusKind.Counter, "",
        "Metric families and series left out of the page because they could not be written.");

    private static readonly PrometheusFamily CollectDuration = new(
        "jamie_metrics_collect_duration_seconds", PrometheusKind.Gauge, "seconds", "How long the collection of this page took.");

    private readonly Lock _collecting = new();
    private readonly Dictionary<Metric, PrometheusFamily> _families = [];
    private readonly HashSet<string> _reported = [];
    private bool _openMetrics;
    private byte[]? _page;
    private long _failures;

    public Func<int, bool>? Collect { get; set; }

    /// <summary>
    /// Collects and writes one page; callers wait for each other, so share the result (see <see cref="PrometheusScrapes"/>).
    /// </summary>
    public byte[] WritePage(bool openMetrics)
    {
        lock (_collecting)
        {
            _openMetrics = openMetrics;
            _page = null;
            // A short time-out here would fail every caller of a collection that one slow callback holds up.
            _ = Collect?.Invoke(Timeout.Infinite);
            return _page ?? throw new InvalidOperationException("The meter provider is shut down: there is nothing to collect.");
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var started = time.GetTimestamp();
        var writer = new PrometheusTextWriter(_openMetrics);
        var points = new MetricFamilyWriter(writer);
        PrometheusPreamble.Write(writer, ParentProvider.GetResource());

        var metrics = new List<(PrometheusFamily Family, Metric Metric)>();
        foreach (var metric in batch)
        {
            metrics.Add((FamilyOf(metric), metric));
        }

        metrics.Sort(static (a, b) => string.CompareOrdinal(a.Family.Name, b.Family.Name) is not 0 and var byFamily
            ? byFamily
            : string.CompareOrdinal(a.Metric.MeterName + a.Metric.Name, b.Metric.MeterName + b.Metric.Name));
        for (var first = 0; first < metrics.Count;)
        {
            var next = metrics.FindIndex(first, entry => entry.Family.Name != metrics[first].Family.Name);
            next = next < 0 ? metrics.Count : next;
            WriteFamily(writer, points, metrics.GetRange(first, next - first));
            first = next;
        }

        _failures += points.DuplicateSeries;
        writer.WriteFamily(Failures);
        writer.WriteSample(Failures.SampleName, "", [], le: null, _failures);
        writer.WriteFamily(CollectDuration);
        writer.WriteSample(CollectDuration.SampleName, "", [], le: null, time.GetElapsedTime(started).TotalSeconds);
        writer.WriteEnd();
        _page = writer.Written.ToArray();
        return ExportResult.Success;
    }

    private void WriteFamily(
        PrometheusTextWriter writer, MetricFamilyWriter points, List<(PrometheusFamily Family, Metric Metric)> members)
    {
        var start = writer.Length;
        try
        {
            var family = members[0].Family;
            points.Begin(family with { Help = members.Find(member => member.Family.Help.Length > 0).Family?.Help ?? "" });
            foreach (var member in members)
            {
                if (member.Family.Kind == family.Kind)
                {
                    points.Write(member.Family, member.Metric);
                }
                else
                {
                    LeftOut(family.Name,
                        new InvalidOperationException($"It is a {family.Kind} and a {member.Family.Kind}: rename one of them."));
                }
            }
        }
        catch (Exception exception) // whatever it is, e.g. from a label's ToString
        {
            writer.RollBackTo(start);
            LeftOut(members[0].Family.Name, exception);
        }
    }

    private void LeftOut(string family, Exception exception)
    {
        _failures++;
        if (_reported.Add(family))
        {
            Log.FamilyLeftOut(logger, exception, family);
        }
    }

    private PrometheusFamily FamilyOf(Metric metric)
    {
        if (!_families.TryGetValue(metric, out var family))
        {
            family = PrometheusNames.Family(metric.Name, metric.Unit, KindOf(metric), metric.Description);
            _families[metric] = family;
        }

        return family;
    }

    private static PrometheusKind KindOf(Metric metric) => metric.MetricType switch
    {
        MetricType.Histogram or MetricType.ExponentialHistogram => PrometheusKind.Histogram,
        // The runtime creates these two as observable counters, but they fall: as counters they would look like restarts.
        _ when metric.Name is "dotnet.thread_pool.thread.count" or "dotnet.thread_pool.queue.length" => PrometheusKind.Gauge,
        MetricType.LongSum or MetricType.DoubleSum => PrometheusKind.Counter,
        _ => PrometheusKind.Gauge,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, EventName = "metrics.family_left_out",
            Message = "The metric {Family} is left out of /metrics: it could not be written.")]
        public static partial void FamilyLeftOut(ILogger logger, Exception exception, string family);
    }
}

using JamieDaemon.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>
/// Turns what the SDK collected into a page for Prometheus, only when somebody asks for it. One family that cannot be written is
/// left out and counted; it never costs the scrape. Scope labels are off: Jamie has one meter (issue "First light").
/// </summary>
[ExportModes(ExportModes.Pull)]
public sealed partial class PrometheusExporter(
    JamieMeter meter, IEnumerable<BuildFact> facts, TimeProvider time, ILogger<PrometheusExporter> logger)
    : BaseExporter<Metric>, IPullMetricExporter
{
    private readonly Lock _collecting = new();
    private readonly PrometheusTextWriter _writer = new();
    private readonly FamilyNames _names = new();
    private readonly ScrapeMetrics _self = new(time);
    private readonly Dictionary<Metric, PrometheusFamily> _families = [];
    private readonly Dictionary<string, PrometheusFamily> _announced = [];
    private readonly List<PrometheusMember> _members = [];
    private readonly HashSet<string> _reported = [];
    private readonly HashSet<string> _overflowed = [];
    private MetricFamilyWriter? _points;
    private bool _openMetrics;
    private byte[]? _page;

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
            _self.Begin();
            // A short time-out here would fail every caller of a collection that one slow callback holds up.
            _ = Collect?.Invoke(Timeout.Infinite);
            return _page ?? throw new InvalidOperationException("The meter provider is shut down: there is nothing to collect.");
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        _points ??= new MetricFamilyWriter(_writer);
        _writer.Begin(_openMetrics);
        _names.Clear();
        _names.TryClaim(PrometheusPreamble.Target);
        _names.TryClaim(PrometheusPreamble.Build);
        ScrapeMetrics.Claim(_names);
        PrometheusPreamble.Write(_writer, ParentProvider.GetResource(), facts);
        Gather(batch);
        for (var first = 0; first < _members.Count;)
        {
            var next = first + 1;
            while (next < _members.Count && _members[next].Family.Name == _members[first].Family.Name)
            {
                next++;
            }

            WriteFamily(_points, first, next);
            first = next;
        }

        _self.Write(_writer);
        _writer.WriteEnd();
        _page = _writer.Written.ToArray();
        _self.End(_openMetrics, _page.Length);
        _members.Clear();
        return ExportResult.Success;
    }

    /// <summary>All that a page shows, family by family: what was measured, and which histograms wait for their first measurement.</summary>
    private void Gather(in Batch<Metric> batch)
    {
        _members.Clear();
        foreach (var metric in batch)
        {
            _members.Add(new PrometheusMember(FamilyOf(metric), metric, Histogram: null));
        }

        foreach (var histogram in meter.Histograms)
        {
            _members.Add(new PrometheusMember(FamilyOf(histogram.Name, histogram), Metric: null, histogram));
            if (histogram.Alias is { } alias)
            {
                _members.Add(new PrometheusMember(FamilyOf(alias, histogram), Metric: null, histogram));
            }
        }

        _members.Sort(PrometheusMember.Compare);
    }

    private void WriteFamily(MetricFamilyWriter points, int first, int next)
    {
        var start = _writer.Length;
        var family = _members[first].Family;
        try
        {
            if (!_names.TryClaim(family))
            {
                throw new InvalidOperationException("Another family has samples of that name: rename one of them.");
            }

            points.Begin(Described(family, first, next));
            for (var i = first; i < next; i++)
            {
                Write(points, family, _members[i]);
            }

            if (points.Overflowed && _overflowed.Add(family.Name))
            {
                Log.LimitReached(logger, family.Name);
            }

            if (points.Duplicates > 0)
            {
                LeftOut(family.Name, points.Duplicates, new InvalidOperationException("Two series have the same labels; the first one stays."));
            }
        }
        catch (Exception exception) // whatever it is, e.g. from a label's ToString
        {
            _writer.RollBackTo(start);
            LeftOut(family.Name, 1, exception);
        }
    }

    private void Write(MetricFamilyWriter points, PrometheusFamily family, in PrometheusMember member)
    {
        if (member.Family.Kind != family.Kind)
        {
            LeftOut(family.Name, 1, new InvalidOperationException($"It is a {family.Kind} and a {member.Family.Kind}: rename one of them."));
        }
        else if (member.Metric is { } metric)
        {
            points.Write(member.Family, metric);
        }
        else
        {
            points.WriteUnrecorded(member.Family, member.Histogram!);
        }
    }

    /// <summary>Where members differ in help or unit, the first that has one speaks for all.</summary>
    private PrometheusFamily Described(PrometheusFamily family, int first, int next)
    {
        for (var i = first + 1; i < next; i++)
        {
            var other = _members[i].Family;
            if (family.Help.Length == 0 && other.Help.Length > 0)
            {
                family = family with { Help = other.Help };
            }

            if (family.Unit.Length == 0 && other.Unit.Length > 0)
            {
                family = family with { Unit = other.Unit };
            }
        }

        return family;
    }

    private void LeftOut(string family, int count, Exception reason)
    {
        _self.Failed(count);
        if (_reported.Add(family))
        {
            Log.LeftOut(logger, reason, family);
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

    private PrometheusFamily FamilyOf(string name, JamieHistogram histogram)
    {
        if (!_announced.TryGetValue(name, out var family))
        {
            family = PrometheusNames.Family(name, histogram.Unit, PrometheusKind.Histogram, histogram.Description);
            _announced[name] = family;
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
            Message = "The metric {Family} is left out of /metrics, or a part of it: it could not be written.")]
        public static partial void LeftOut(ILogger logger, Exception reason, string family);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "cardinality.limit_reached",
            Message = "The metric {Family} has as many series as it may have; the rest is summed up without its labels. "
                + "One of its labels takes too many values.")]
        public static partial void LimitReached(ILogger logger, string family);
    }
}

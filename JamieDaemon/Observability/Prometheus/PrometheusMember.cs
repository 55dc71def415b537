using JamieDaemon.Telemetry;
using OpenTelemetry.Metrics;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>A part of a family: a metric that was measured, or a histogram with the series that it will have.</summary>
internal readonly record struct PrometheusMember(PrometheusFamily Family, Metric? Metric, JamieHistogram? Histogram)
{
    /// <summary>By family; within it what was measured comes first, by meter and name.</summary>
    public static int Compare(PrometheusMember a, PrometheusMember b)
    {
        if (string.CompareOrdinal(a.Family.Name, b.Family.Name) is not 0 and var byFamily) return byFamily;
        if (a.Metric is null || b.Metric is null) return (a.Metric is null).CompareTo(b.Metric is null);
        return string.CompareOrdinal(a.Metric.MeterName, b.Metric.MeterName) is not 0 and var byMeter
            ? byMeter
            : string.CompareOrdinal(a.Metric.Name, b.Metric.Name);
    }
}

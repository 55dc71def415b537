using JamieDaemon.Telemetry;
using OpenTelemetry.Metrics;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>A part of a family: a metric that was measured, or a histogram with the series that it will have.</summary>
internal readonly record struct PrometheusMember(PrometheusFamily Family, Metric? Metric, JamieHistogram? Histogram) : IComparable<PrometheusMember>
{
    /// <summary>By family; within it what was measured comes first, by meter and name.</summary>
    public int CompareTo(PrometheusMember other)
    {
        if (string.CompareOrdinal(Family.Name, other.Family.Name) is not 0 and var byFamily) return byFamily;
        if (Metric is null || other.Metric is null) return (Metric is null).CompareTo(other.Metric is null);
        return string.CompareOrdinal(Metric.MeterName, other.Metric.MeterName) is not 0 and var byMeter
            ? byMeter
            : string.CompareOrdinal(Metric.Name, other.Metric.Name);
    }
}

namespace JamieDaemon.Observability.Prometheus;

/// <summary>
/// One metric family: the lines that share a TYPE. <see cref="Name"/> carries the unit but never the counter's <c>_total</c>,
/// as OpenMetrics wants it; <see cref="Unit"/> is spelled out (<c>seconds</c>) or empty.
/// </summary>
public sealed record PrometheusFamily(string Name, PrometheusKind Kind, string Unit, string Help)
{
    /// <summary>The name in front of a sample's labels; a histogram's own suffixes come after it.</summary>
    public string SampleName { get; } = Kind switch
    {
        PrometheusKind.Counter => Name + "_total",
        PrometheusKind.Info => Name + "_info",
        _ => Name,
    };
}

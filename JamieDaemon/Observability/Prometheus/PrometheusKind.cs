namespace JamieDaemon.Observability.Prometheus;

/// <summary>What Prometheus calls the type of a metric family.</summary>
public enum PrometheusKind
{
    Gauge,
    Counter,
    Histogram,

    /// <summary>A constant 1 whose labels are the message; a plain gauge in the text format.</summary>
    Info,
}

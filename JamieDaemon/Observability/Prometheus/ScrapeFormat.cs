namespace JamieDaemon.Observability.Prometheus;

/// <summary>The exposition formats that can be asked for; each names its body's grammar and its exact Content-Type.</summary>
public sealed record ScrapeFormat(bool OpenMetrics, string ContentType)
{
    public static ScrapeFormat Text004 { get; } = new(false, "text/plain; version=0.0.4; charset=utf-8");

    // The 1.0.0 formats must name their escaping: https://prometheus.io/docs/instrumenting/content_negotiation/
    public static ScrapeFormat Text100 { get; } = new(false, "text/plain; version=1.0.0; charset=utf-8; escaping=underscores");

    public static ScrapeFormat OpenMetrics001 { get; } = new(true, "application/openmetrics-text; version=0.0.1; charset=utf-8");

    public static ScrapeFormat OpenMetrics100 { get; } =
        new(true, "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores");
}

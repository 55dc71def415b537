using System.Diagnostics;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>One measurement of a series, and the trace in which it was taken. Its labels take 63 of the 128 characters that OpenMetrics allows.</summary>
public readonly record struct PrometheusExemplar(ActivityTraceId Trace, ActivitySpanId Span, double Value, DateTimeOffset At);

using JamieDaemon.Hosting;
using JamieDaemon.Observability.Otlp;
using JamieDaemon.Observability.Traces;
using OpenTelemetry.Metrics;

namespace JamieDaemon.Observability;

/// <summary>Spans, metrics and log records that wait in batches. They share the time that a stop has for them; files are written line by line already.</summary>
internal sealed class LastWords(TraceExport spans, MeterProvider metrics, IEnumerable<ILoggerProvider> logs, OtlpClosing closing) : ILastWords
{
    public void Send()
    {
        closing.Begin();
        spans.Dispose();
        metrics.Dispose();
        foreach (var provider in logs) provider.Dispose();
    }
}

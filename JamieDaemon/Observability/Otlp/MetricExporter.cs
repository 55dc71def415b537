using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace JamieDaemon.Observability.Otlp;

/// <summary>Sends metrics, and tells the route how that went.</summary>
internal sealed class MetricExporter(OtlpExporterOptions options, OtlpRoute route) : OtlpMetricExporter(options)
{
    public override ExportResult Export(in Batch<Metric> metrics)
    {
        var count = metrics.Count;
        var result = base.Export(metrics);
        route.Exported(result == ExportResult.Success, count);
        return result;
    }
}

using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;

namespace JamieDaemon.Observability.Otlp;

/// <summary>Sends spans, and tells the route how that went.</summary>
internal sealed class SpanExporter(OtlpExporterOptions options, OtlpRoute route) : OtlpTraceExporter(options)
{
    public override ExportResult Export(in Batch<Activity> activityBatch)
    {
        var count = activityBatch.Count;
        route.Dequeue(count);
        var result = base.Export(activityBatch);
        route.Exported(result == ExportResult.Success, count);
        return result;
    }
}

/// <summary>Gathers spans until they are sent.</summary>
/// <remarks>The SDK's own queue has room for a batch more: it empties its places while it sends, a moment after they are given away here.</remarks>
internal sealed class SpanQueue(SpanExporter exporter, OtlpRoute route, OtlpBatch batch) : BatchActivityExportProcessor(
    exporter, batch.Queue + batch.Size, (int)batch.Delay.TotalMilliseconds, (int)batch.Timeout.TotalMilliseconds, batch.Size)
{
    public override void OnEnd(Activity data)
    {
        if (data.Recorded && route.TryQueue(batch.Queue)) base.OnEnd(data);
    }
}

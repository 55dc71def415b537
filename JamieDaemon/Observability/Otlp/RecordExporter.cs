using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;

namespace JamieDaemon.Observability.Otlp;

/// <summary>Sends log records, and tells the route how that went.</summary>
internal sealed class RecordExporter(OtlpLogExporter exporter, OtlpRoute route) : BaseExporter<LogRecord>
{
    public override ExportResult Export(in Batch<LogRecord> batch)
    {
        var count = batch.Count;
        route.Dequeue(count);
        var result = exporter.Export(batch);
        route.Exported(result == ExportResult.Success, count);
        return result;
    }
}

/// <summary>Gathers log records until they are sent.</summary>
/// <remarks><inheritdoc cref="SpanQueue" path="/remarks"/></remarks>
internal sealed class RecordQueue(RecordExporter exporter, OtlpRoute route, OtlpBatch batch) : BatchLogRecordExportProcessor(
    exporter, batch.Queue + batch.Size, (int)batch.Delay.TotalMilliseconds, (int)batch.Timeout.TotalMilliseconds, batch.Size)
{
    public override void OnEnd(LogRecord data)
    {
        if (route.TryQueue(batch.Queue)) base.OnEnd(data);
    }
}

/// <summary>
/// Tells the SDK's exporter whose records it sends. That one is sealed, so ours only calls it, and an exporter learns of its provider, with the
/// resource, from a processor alone. This one passes nothing on; it comes after the queue, because it also ends the exporter.
/// </summary>
internal sealed class ExporterLodging(OtlpLogExporter exporter) : BaseExportProcessor<LogRecord>(exporter)
{
    protected override void OnExport(LogRecord data)
    {
    }
}

using System.Diagnostics;
using System.Net.Security;
using JamieDaemon.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace JamieDaemon.Observability.Otlp;

/// <summary>Makes what sends to one target. Nothing of OTLP is loaded before somebody calls it.</summary>
public sealed class OtlpExporters(NetworkHandlers network, OtlpWatch watch, OtlpClosing closing)
{
    public BaseProcessor<Activity> Spans(OtlpTarget target) => new SpanQueue(new SpanExporter(OptionsOf(target), watch.Of(target)), watch.Of(target), target.Batch);

    public MetricReader Metrics(OtlpTarget target) => new PeriodicExportingMetricReader(
        new MetricExporter(OptionsOf(target), watch.Of(target)), (int)target.Batch.Delay.TotalMilliseconds, (int)target.Batch.Timeout.TotalMilliseconds)
    {
        TemporalityPreference = target.Temporality switch
        {
            OtlpTemporality.Delta => MetricReaderTemporalityPreference.Delta,
            OtlpTemporality.LowMemory => MetricReaderTemporalityPreference.LowMemory,
            _ => MetricReaderTemporalityPreference.Cumulative,
        },
    };

    internal RecordQueue Records(OtlpTarget target, out ExporterLodging lodging)
    {
        var exporter = new OtlpLogExporter(OptionsOf(target));
        lodging = new ExporterLodging(exporter);
        return new RecordQueue(new RecordExporter(exporter, watch.Of(target)), watch.Of(target), target.Batch);
    }

    /// <summary>Every option is set, because the SDK fills what is not from the environment: with one destination's headers, say, for the other. <see cref="OtlpHandler"/> adds ours.</summary>
    private OtlpExporterOptions OptionsOf(OtlpTarget target) => new()
    {
        Endpoint = target.Address,
#pragma warning disable CS0618 // gRPC is out of favour with the SDK, but a part of the variables' language.
        Protocol = target.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
#pragma warning restore CS0618
        Headers = "",
        TimeoutMilliseconds = (int)target.Timeout.TotalMilliseconds,
        Compression = target.IsCompressed ? OtlpExportCompression.GZip : OtlpExportCompression.None,
        HttpClientFactory = () => new HttpClient(new OtlpHandler(HandlerOf(target), target, watch.Of(target), closing.Over)) { Timeout = target.Timeout },
    };

    /// <summary>Untraced, or the export of a span would make the next one.</summary>
    private SocketsHttpHandler HandlerOf(OtlpTarget target)
    {
        var handler = network.CreateUntraced();
        if (target.Certificates.Authority.Length > 0)
            handler.SslOptions.RemoteCertificateValidationCallback = new RemoteCertificateValidationCallback(new ExtraTrust(ExtraTrust.Load(target.Certificates.Authority)).Accepts);
        if (target.Certificates.LoadClient() is { } client)
            handler.SslOptions.ClientCertificates = [client];
        return handler;
    }
}

using System.Diagnostics.Metrics;
using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace JamieDaemon.Observability;

/// <summary>
/// Builds the one meter provider: which meters are heard, how many series each metric may have, and who reads them.
/// </summary>
public static class MeterProviderFactory
{
    /// <summary>Series per metric; what comes after them is summed up under <c>otel_metric_overflow="true"</c>.</summary>
    public const int SeriesLimit = 200;

    public static MeterProvider Create(JamieMeter meter, PrometheusExporter exporter, ServiceIdentity service) =>
        Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty()
                .AddService(service.Name, serviceVersion: service.Version, autoGenerateServiceInstanceId: false)
                .AddAttributes([new("deployment.environment.name", service.Environment)]))
            .AddMeter(JamieTelemetry.Name, "System.Runtime")
            .AddView(instrument => View(instrument, meter))
            .AddView(instrument => SecondView(instrument, meter))
            // A sample names the trace it was seen in, where that trace is kept.
            .SetExemplarFilter(ExemplarFilterType.TraceBased)
            .AddReader(new BaseExportingMetricReader(exporter)
            { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative })
            .Build();

    private static MetricStreamConfiguration View(Instrument instrument, JamieMeter meter) => instrument switch
    {
        // The SDK listens to every meter of a name in the process; another host's, in a test, is not ours to report.
        { Meter.Scope: { } scope } when scope != meter.Meter.Scope => MetricStreamConfiguration.Drop,
        // Constants of no use, whose names promtool objects to (a count that is no histogram's).
        { Name: "dotnet.assembly.count" or "dotnet.process.cpu.count" or "dotnet.timer.count" } => MetricStreamConfiguration.Drop,
        _ => new MetricStreamConfiguration { CardinalityLimit = SeriesLimit },
    };

    /// <summary>The same measurements under a second name, where two seeds named them differently.</summary>
    private static MetricStreamConfiguration? SecondView(Instrument instrument, JamieMeter meter) =>
        instrument.Meter == meter.Meter && meter.AliasOf(instrument.Name) is { } alias
            ? new MetricStreamConfiguration { Name = alias, CardinalityLimit = SeriesLimit }
            : null;
}

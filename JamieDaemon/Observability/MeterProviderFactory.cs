using System.Diagnostics.Metrics;
using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace JamieDaemon.Observability;

/// <summary>
/// Builds the one meter provider: which meters are heard, how many series each metric may have, and who reads them.
/// </summary>
public static class MeterProviderFactory
{
    /// <summary>Series that a metric may have; what comes after them is summed up under <c>otel_metric_overflow="true"</c>.</summary>
    /// <remarks>The SDK makes room for all of them at once: 200 for each metric would take 3 MB, measured.</remarks>
    public const int SeriesLimit = 50;

    /// <summary>The same for metrics of the model, which have some series for each model that is configured.</summary>
    public const int ModelSeriesLimit = 200;

    /// <param name="meter">Jamie's own.</param>
    /// <param name="exporter">Who serves the page.</param>
    /// <param name="service">Whose metrics they are.</param>
    /// <param name="exemplars">Which measurements name the trace that they were taken in.</param>
    /// <param name="others">Who reads them besides, each with sums of its own: what one is told since when must not depend on the other.</param>
    public static MeterProvider Create(JamieMeter meter, PrometheusExporter exporter, ServiceIdentity service, ExemplarFilterType exemplars, IEnumerable<MetricReader> others)
    {
        var builder = Sdk.CreateMeterProviderBuilder()
            // OTEL_SDK_DISABLED, which the SDK reads from here, would empty the page too.
            .ConfigureServices(static services => services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()))
            .SetResourceBuilder(service.ToResource())
            .AddMeter(JamieTelemetry.Name, "System.Runtime")
            .AddView(instrument => View(instrument, meter))
            .AddView(instrument => SecondView(instrument, meter))
            .SetExemplarFilter(exemplars)
            .AddReader(new BaseExportingMetricReader(exporter)
            { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative });
        foreach (var reader in others) builder.AddReader(reader);
        return builder.Build();
    }

    private static MetricStreamConfiguration View(Instrument instrument, JamieMeter meter) => instrument switch
    {
        // The SDK listens to every meter of a name in the process; another host's, in a test, is not ours to report.
        { Meter.Scope: { } scope } when scope != meter.Meter.Scope => MetricStreamConfiguration.Drop,
        // Constants of no use, whose names promtool objects to (a count that is no histogram's).
        { Name: "dotnet.assembly.count" or "dotnet.process.cpu.count" or "dotnet.timer.count" } => MetricStreamConfiguration.Drop,
        _ => new MetricStreamConfiguration { CardinalityLimit = LimitOf(instrument) },
    };

    /// <summary>The same measurements under a second name, where two seeds named them differently.</summary>
    private static MetricStreamConfiguration? SecondView(Instrument instrument, JamieMeter meter) =>
        instrument.Meter == meter.Meter && meter.AliasOf(instrument.Name) is { } alias
            ? new MetricStreamConfiguration { Name = alias, CardinalityLimit = LimitOf(instrument) }
            : null;

    private static int LimitOf(Instrument instrument) =>
        instrument.Name.StartsWith("ollama.", StringComparison.Ordinal) || instrument.Name.StartsWith("gen_ai.", StringComparison.Ordinal) ? ModelSeriesLimit : SeriesLimit;
}

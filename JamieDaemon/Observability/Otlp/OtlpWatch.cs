using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Observability.Otlp;

/// <summary>Knows how every route fares. Logging begins before metrics do, so the routes keep their sums themselves and are asked for them.</summary>
public sealed class OtlpWatch
{
    private readonly OtlpRoute[] _routes = [.. OtlpTarget.Destinations.SelectMany(static _ => OtlpSignals.All, static (destination, signal) => new OtlpRoute(destination, signal))];

    public OtlpWatch(JamieMeter meter) => meter.Meter.CreateObservableCounter(
        "jamie.otlp.export_failures.total", Observe, "{item}", "Spans, log records and metrics that a destination did not get.");

    public IReadOnlyList<OtlpRoute> Routes => _routes;

    public OtlpRoute Of(OtlpTarget target) => Array.Find(_routes, route => route.Signal == target.Signal && route.Destination == target.Destination)!;

    private Measurement<long>[] Observe() => Array.ConvertAll(
        _routes, static route => new Measurement<long>(route.Lost, new("signal", route.Signal.Word()), new("destination", route.Destination)));
}

using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Observability.Otlp;

/// <summary>Knows how every route fares. Logging begins before metrics do, so the routes keep their sums themselves and are asked for them.</summary>
public sealed class OtlpWatch
{
    private readonly OtlpRoute[] _routes = [.. OtlpTarget.Destinations.SelectMany(static _ => OtlpSignals.All, static (destination, signal) => new OtlpRoute(destination, signal))];

    public OtlpWatch(JamieMeter meter, TelemetryPlan plan)
    {
        meter.Meter.CreateObservableCounter("jamie.otlp.export_failures.total", Observe, "{item}", "Spans, log records and metrics that a destination did not get.");
        foreach (var place in plan.Targets.GroupBy(static target => target.Address.GetLeftPart(UriPartial.Authority)))
        {
            OtlpRoute[] routes = [.. place.Select(Of)];
            foreach (var route in routes) route.Beside = routes;
        }
    }

    public IReadOnlyList<OtlpRoute> Routes => _routes;

    public OtlpRoute Of(OtlpTarget target) => Array.Find(_routes, route => route.Signal == target.Signal && route.Destination == target.Destination)!;

    private Measurement<long>[] Observe() => Array.ConvertAll(
        _routes, static route => new Measurement<long>(route.Lost, new("signal", route.Signal.Word()), new("destination", route.Destination)));
}

using System.Diagnostics;
using JamieDaemon.Observability.Logfire;
using JamieDaemon.Observability.Otlp;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace JamieDaemon.Observability.Traces;

/// <summary>Keeps the tracer provider, if there is one, as long as the host lives; its end sends what is left.</summary>
public sealed class TraceExport(IEnumerable<BaseProcessor<Activity>> others, TelemetryPlan plan, Lazy<OtlpExporters> exporters, ServiceIdentity service) : IDisposable
{
    private readonly TracerProvider? _provider =
        plan.IsEnabled ? TracerProviderFactory.Create(plan.SampleRatio, service, [.. others, .. Destinations(plan, exporters)]) : null;

    public void Dispose() => _provider?.Dispose();

    private static IEnumerable<BaseProcessor<Activity>> Destinations(TelemetryPlan plan, Lazy<OtlpExporters> exporters)
    {
        if (plan.ShowsSpans) yield return new ConsoleSpans(Console.Error);
        foreach (var target in plan.For(OtlpSignal.Traces))
        {
            var queue = exporters.Value.Spans(target);
            if (target.Destination == OtlpTarget.Logfire) yield return new LogfireSpans(queue);
            yield return queue;
        }
    }
}

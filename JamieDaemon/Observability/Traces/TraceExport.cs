using System.Diagnostics;
using JamieDaemon.Observability.Logfire;
using JamieDaemon.Observability.Otlp;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace JamieDaemon.Observability.Traces;

/// <summary>Keeps the tracer provider, if there is one, as long as the host lives; its end sends what is left.</summary>
public sealed class TraceExport(IEnumerable<BaseProcessor<Activity>> others, TelemetryPlan plan, OtlpExporters exporters, ServiceIdentity service) : IDisposable
{
    private readonly TracerProvider? _provider =
        plan.IsEnabled ? TracerProviderFactory.Create(plan.SampleRatio, service, [.. others, .. Destinations(plan, exporters)]) : null;

    public void Dispose() => _provider?.Dispose();

    /// <summary>Whoever adds to a span comes before all that send it: a queue's thread may take it at once.</summary>
    internal static IEnumerable<BaseProcessor<Activity>> Destinations(TelemetryPlan plan, OtlpExporters exporters)
    {
        if (plan.ShowsSpans) yield return new ConsoleSpans(Console.Error);
        var queues = new List<BaseProcessor<Activity>>();
        foreach (var target in plan.For(OtlpSignal.Traces))
        {
            queues.Add(exporters.Spans(target));
            if (target.Destination == OtlpTarget.Logfire) yield return new LogfireSpans(queues[^1]);
        }

        foreach (var queue in queues) yield return queue;
    }
}

using System.Diagnostics;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace JamieDaemon.Observability.Traces;

/// <summary>Keeps the tracer provider, if there is one, as long as the host lives; its end sends what is left.</summary>
public sealed class TraceExport(IEnumerable<BaseProcessor<Activity>> destinations, ServiceIdentity service, IOptions<ObservabilityOptions> options) : IDisposable
{
    private readonly TracerProvider? _provider = TracerProviderFactory.Create(options.Value.Traces, service, destinations);

    public void Dispose() => _provider?.Dispose();
}

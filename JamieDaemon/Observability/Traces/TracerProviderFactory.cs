using System.Diagnostics;
using JamieDaemon.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace JamieDaemon.Observability.Traces;

/// <summary>Builds the one tracer provider: which sources are heard, which traces begin, and where their spans go.</summary>
public static class TracerProviderFactory
{
    /// <summary>The platform's own spans of HTTP calls: no instrumentation package is needed for them.</summary>
    private const string HttpCalls = "System.Net.Http";

    /// <param name="sampleRatio">The share of traces that is recorded.</param>
    /// <param name="service">Who they are from.</param>
    /// <param name="destinations">Where the spans go.</param>
    /// <returns><see langword="null"/> without a destination: then nobody listens, and no span is ever made.</returns>
    public static TracerProvider? Create(double sampleRatio, ServiceIdentity service, IEnumerable<BaseProcessor<Activity>> destinations)
    {
        TracerProviderBuilder? builder = null;
        foreach (var destination in destinations)
        {
            // Processors are called in the order of their adding: nothing gets past the first.
            builder ??= Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(service.ToResource())
                .AddSource(JamieTelemetry.Name, HttpCalls)
                .SetSampler(new ParentBasedSampler(new TraceSampler(sampleRatio)))
                .AddProcessor(new ScrubbingProcessor());
            builder.AddProcessor(destination);
        }

        return builder?.Build();
    }
}

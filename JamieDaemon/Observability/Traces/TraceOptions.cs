using System.ComponentModel.DataAnnotations;

namespace JamieDaemon.Observability.Traces;

/// <summary>What can be set under <c>Observability:Traces</c>.</summary>
public sealed class TraceOptions
{
    /// <summary>The share of traces that is recorded, from 0 to 1; whole ones each, from the envelope to the answer. OTEL_TRACES_SAMPLER wins over it.</summary>
    [Range(0d, 1d)]
    public double SampleRatio { get; set; } = 1;

    /// <summary>Whether every span that ends is a line on the console, as LOGFIRE_CONSOLE; left out: in development.</summary>
    public bool? Console { get; set; }
}

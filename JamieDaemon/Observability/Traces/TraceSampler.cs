using System.Diagnostics;
using OpenTelemetry.Trace;

namespace JamieDaemon.Observability.Traces;

/// <summary>Decides which traces begin: the set share of them, and none at a call of our own that no job asked for.</summary>
/// <remarks>Such are the looks at the model's server every half minute and the opening of sockets: they would bury what people asked.</remarks>
public sealed class TraceSampler(double ratio) : Sampler
{
    private readonly TraceIdRatioBasedSampler _share = new(ratio);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) => samplingParameters.Kind == ActivityKind.Client
        ? new SamplingResult(SamplingDecision.Drop)
        : _share.ShouldSample(samplingParameters);
}

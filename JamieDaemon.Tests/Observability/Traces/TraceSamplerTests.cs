using System.Diagnostics;
using JamieDaemon.Observability.Traces;
using OpenTelemetry.Trace;

namespace JamieDaemon.Tests.Observability.Traces;

/// <summary>As the provider asks it. Not through one: whatever another listener of the process wants is recorded for all of them.</summary>
public sealed class TraceSamplerTests
{
    [TestCase(1, 1000, 1000)]
    [TestCase(0.1, 50, 150)]
    [TestCase(0, 0, 0)]
    public void The_share_of_traces_is_as_set(double ratio, int least, int most)
    {
        var begun = Enumerable.Range(0, 1000).Count(_ => Begins(ratio, ActivityKind.Consumer));
        Assert.That(begun, Is.InRange(least, most));
    }

    [Test]
    public void A_call_that_no_job_asked_for_begins_none() => Assert.That(Begins(1, ActivityKind.Client), Is.False);

    [TestCase(ActivityTraceFlags.Recorded, true)]
    [TestCase(ActivityTraceFlags.None, false)]
    public void A_call_of_a_job_does_as_its_trace(ActivityTraceFlags flags, bool expected)
    {
        var parent = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags);
        var asked = new SamplingParameters(parent, parent.TraceId, "slack.post_message", ActivityKind.Client);
        Assert.That(new ParentBasedSampler(new TraceSampler(0.5)).ShouldSample(asked).Decision == SamplingDecision.RecordAndSample, Is.EqualTo(expected));
    }

    private static bool Begins(double ratio, ActivityKind kind) => new ParentBasedSampler(new TraceSampler(ratio))
        .ShouldSample(new SamplingParameters(default, ActivityTraceId.CreateRandom(), "x", kind)).Decision == SamplingDecision.RecordAndSample;
}

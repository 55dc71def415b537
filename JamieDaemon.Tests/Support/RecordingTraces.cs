using System.Diagnostics;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Tests.Support;

/// <summary>Somebody who records the spans that begin in the flow of one test, and no other's.</summary>
internal sealed class RecordingTraces : IDisposable
{
    private readonly AsyncLocal<bool> _isMine = new() { Value = true };
    private readonly ActivityListener _listener;

    public RecordingTraces()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == JamieTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => _isMine.Value ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();
}

using System.Diagnostics.Metrics;

namespace JamieDaemon.Telemetry;

/// <summary>A counter that takes no number which would spoil its sum.</summary>
public sealed class JamieCounter
{
    private readonly Counter<long> _counter;
    private readonly MeasurementGuard _guard;

    internal JamieCounter(Counter<long> counter, MeasurementGuard guard) => (_counter, _guard) = (counter, guard);

    public void Add(long value, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_guard.Allows(value)) _counter.Add(value, tags);
    }

    /// <summary>The series is there from now on: one that is born with its first event hides that event from <c>increase()</c>.</summary>
    public void Announce(params ReadOnlySpan<KeyValuePair<string, object?>> tags) => _counter.Add(0, tags);
}

using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace JamieDaemon.Telemetry;

/// <summary>A histogram that takes no number which would spoil its sum, and knows which series it will have.</summary>
/// <remarks>A histogram cannot be recorded to without counting something, so the series that nobody has recorded to yet are kept here for the exporter.</remarks>
public sealed class JamieHistogram
{
    private readonly Histogram<double> _histogram;
    private readonly MeasurementGuard _guard;
    private ImmutableArray<KeyValuePair<string, object?>[]> _announced = [];

    internal JamieHistogram(Histogram<double> histogram, IReadOnlyList<double> bounds, MeasurementGuard guard) =>
        (_histogram, Bounds, _guard) = (histogram, bounds, guard);

    public string Name => _histogram.Name;

    /// <summary>A second name under which the same measurements are exported.</summary>
    public string? Alias { get; init; }

    public string Unit => _histogram.Unit ?? "";

    public string Description => _histogram.Description ?? "";

    public IReadOnlyList<double> Bounds { get; }

    /// <summary>The labels of the series that are there from the start, in the order in which they are recorded.</summary>
    public ImmutableArray<KeyValuePair<string, object?>[]> Announced => _announced;

    public void Record(double value, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_guard.Allows(value)) _histogram.Record(value, tags);
    }

    /// <inheritdoc cref="JamieCounter.Announce"/>
    public void Announce(params KeyValuePair<string, object?>[] tags) => ImmutableInterlocked.Update(ref _announced, static (all, one) => all.Add(one), tags);
}

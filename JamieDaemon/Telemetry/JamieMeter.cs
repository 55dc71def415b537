using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JamieDaemon.Telemetry;

/// <summary>Makes Jamie's instruments, all with one guard, and remembers the histograms for the exporter.</summary>
public sealed class JamieMeter
{
    private readonly MeasurementGuard _guard = new();
    private ImmutableArray<JamieHistogram> _histograms = [];
    private ImmutableDictionary<string, string> _aliases = ImmutableDictionary<string, string>.Empty;

    public JamieMeter(IMeterFactory meters)
    {
        Meter = meters.Create(JamieTelemetry.Name);
        Meter.CreateObservableCounter(
            "jamie.telemetry.rejected.total", () => _guard.Rejected, "{measurement}",
            "Measurements left out because they would have spoiled a sum: not a number, infinite or negative.");
    }

    /// <summary>For what is observed and not recorded.</summary>
    public Meter Meter { get; }

    public ImmutableArray<JamieHistogram> Histograms => _histograms;

    /// <summary>The second name under which an instrument is exported; <see langword="null"/> for most.</summary>
    public string? AliasOf(string instrument) => _aliases.GetValueOrDefault(instrument);

    public JamieCounter Counter(string name, string unit, string description) => new(Meter.CreateCounter<long>(name, unit, description), _guard);

    /// <param name="name">Dotted, without the unit.</param>
    /// <param name="unit">In UCUM.</param>
    /// <param name="description">For people.</param>
    /// <param name="bounds">One of <see cref="Buckets"/>.</param>
    /// <param name="alias">A second name for the same measurements.</param>
    public JamieHistogram Histogram(string name, string unit, string description, IReadOnlyList<double> bounds, string? alias = null)
    {
        // Before the instrument: whoever hears of it asks for its names at once.
        if (alias is not null) ImmutableInterlocked.TryAdd(ref _aliases, name, alias);
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds };
        var histogram = new JamieHistogram(Meter.CreateHistogram(name, unit, description, tags: null, advice), bounds, _guard) { Alias = alias };
        ImmutableInterlocked.Update(ref _histograms, static (all, one) => all.Add(one), histogram);
        return histogram;
    }
}

/// <summary>Registers what every feature measures with.</summary>
public static class JamieMeterExtensions
{
    /// <summary>May be called more than once.</summary>
    public static IServiceCollection AddJamieMeter(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<JamieMeter>();
        return services;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace JamieDaemon.Tests.Support;

/// <summary>A meter factory of its own, and the sums of what its instruments measured, as <c>name{label=value,…}</c>.</summary>
internal sealed class MeterReadings : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddJamieMeter().BuildServiceProvider();
    private readonly ConcurrentDictionary<string, double> _sums = new();
    private readonly MeterListener _listener = new();

    public MeterReadings()
    {
        Factory = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, Factory))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IMeterFactory Factory { get; }

    public JamieMeter Jamie => _services.GetRequiredService<JamieMeter>();

    public IEnumerable<string> Series => _sums.Keys;

    /// <summary>The sum of a series; null when it was never measured.</summary>
    public double? this[string series] => _sums.TryGetValue(series, out var sum) ? sum : null;

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        _sums.AddOrUpdate($"{instrument.Name}{{{labels}}}", value, (_, sum) => sum + value);
    }
}

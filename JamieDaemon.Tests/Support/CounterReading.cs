using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace JamieDaemon.Tests.Support;

/// <summary>Sums what one counter of one <see cref="TestMeterFactory"/> counts from now on, by its first tag's value.</summary>
internal sealed class CounterReading : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _sums = [];

    public CounterReading(TestMeterFactory meters, string name)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name == name)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            _sums.AddOrUpdate(tags.IsEmpty ? "" : $"{tags[0].Value}", value, (_, sum) => sum + value));
        _listener.Start();
    }

    public IReadOnlyDictionary<string, long> Sums => _sums;

    public void Dispose() => _listener.Dispose();
}

using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;
using Serilog.Core;
using Serilog.Events;

namespace JamieDaemon.Observability.Logs;

/// <summary>
/// Counts log events by level, and what could not be written. Logging begins before metrics do, so it keeps the sums itself and
/// is asked for them.
/// </summary>
public sealed class LogMetrics : ILogEventSink
{
    private static readonly TimeSpan SayEvery = TimeSpan.FromMinutes(1);

    private readonly long[] _events = new long[(int)LogEventLevel.Fatal + 1];
    private readonly ConsoleLines _console;
    private readonly TimeProvider _time;
    private long _failures;
    private long _lastSaid;

    public LogMetrics(JamieMeter jamie, ConsoleLines console, TimeProvider time)
    {
        _console = console;
        _time = time;
        _lastSaid = time.GetTimestamp() - (time.TimestampFrequency * (long)SayEvery.TotalSeconds);
        var meter = jamie.Meter;
        meter.CreateObservableCounter("jamie.log.events.total", Events, "{event}", "Log events written, by level.");
        meter.CreateObservableCounter(
            "jamie.log.write_failures.total", () => Failures, "{event}", "Log events or files that could not be written.");
    }

    public long Failures => Volatile.Read(ref _failures) + _console.Lost;

    public void Emit(LogEvent logEvent) => Interlocked.Increment(ref _events[(int)logEvent.Level]);

    /// <summary>Hears what Serilog cannot log because logging itself fails; the console gets it, once a minute.</summary>
    public void WriteFailed(string reason)
    {
        Interlocked.Increment(ref _failures);
        var last = Volatile.Read(ref _lastSaid);
        if (_time.GetElapsedTime(last) >= SayEvery
            && Interlocked.CompareExchange(ref _lastSaid, _time.GetTimestamp(), last) == last)
        {
            _console.Write($"Logging failed: {SecretRedactor.Redact(reason)}\n");
        }
    }

    private Measurement<long>[] Events() =>
    [
        .. Enum.GetValues<LogEventLevel>().Select(level => new Measurement<long>(
            Volatile.Read(ref _events[(int)level]), new KeyValuePair<string, object?>("level", EcsLevel.Name(level)))),
    ];
}

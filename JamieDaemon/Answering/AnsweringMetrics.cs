using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Answering;

/// <summary>The queue and its workers as numbers.</summary>
public sealed class AnsweringMetrics
{
    /// <summary>All places were taken.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>The asker has asked as much as one person may.</summary>
    public const string Allowance = "allowance";

    /// <summary>The disk does not take the record.</summary>
    public const string NoJournal = "journal";

    private readonly JamieCounter _rejected;
    private readonly int _workers;
    private int _busy;

    public AnsweringMetrics(JamieMeter meter, QuestionQueue queue, IOptions<AnsweringOptions> options)
    {
        _workers = options.Value.Workers;
        meter.Meter.CreateObservableGauge("jamie.queue.length", () => queue.Count, "{question}", "Questions accepted and not yet taken by a worker");
        meter.Meter.CreateObservableGauge("jamie.queue.capacity", () => queue.Capacity, "{question}", "Questions that may wait before askers are refused");
        meter.Meter.CreateObservableGauge("jamie.workers", Workers, "{worker}", "Workers that see a question through (busy) or wait for one (idle)");
        _rejected = meter.Counter("jamie.queue.rejected.total", "{question}", "Questions refused, the asker having been told why");
        foreach (var reason in new[] { QueueFull, Allowance, NoJournal }) _rejected.Announce(Reason(reason));
    }

    /// <summary>A question that was refused, for one of the reasons above.</summary>
    public void Rejected(string reason) => _rejected.Add(1, Reason(reason));

    /// <summary>A worker has taken a question.</summary>
    public void Began() => Interlocked.Increment(ref _busy);

    /// <summary>A worker is done with one.</summary>
    public void Ended() => Interlocked.Decrement(ref _busy);

    private Measurement<int>[] Workers()
    {
        var busy = Volatile.Read(ref _busy);
        return [new(busy, new KeyValuePair<string, object?>("state", "busy")), new(_workers - busy, new KeyValuePair<string, object?>("state", "idle"))];
    }

    private static KeyValuePair<string, object?> Reason(string reason) => new("reason", reason);
}

using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Answering;

/// <summary>The queue as numbers.</summary>
public sealed class AnsweringMetrics
{
    private readonly Counter<long> _rejected;

    public AnsweringMetrics(IMeterFactory meters, QuestionQueue queue)
    {
        var meter = meters.Create(JamieTelemetry.Name);
        meter.CreateObservableGauge("jamie.queue.length", () => queue.Count, "{question}", "Questions accepted and not yet taken by a worker");
        meter.CreateObservableGauge("jamie.queue.capacity", () => queue.Capacity, "{question}", "Questions that may wait before askers are refused");
        _rejected = meter.CreateCounter<long>("jamie.queue.rejected.total", "{question}", "Questions refused, the asker having been told why");
        _rejected.Add(0, QueueFull);
    }

    private static KeyValuePair<string, object?> QueueFull => new("reason", "queue_full");

    /// <summary>A question found the queue full.</summary>
    public void Rejected() => _rejected.Add(1, QueueFull);
}

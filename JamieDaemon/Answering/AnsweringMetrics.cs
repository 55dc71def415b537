using JamieDaemon.Telemetry;

namespace JamieDaemon.Answering;

/// <summary>The queue as numbers.</summary>
public sealed class AnsweringMetrics
{
    /// <summary>All places were taken.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>The asker has asked as much as one person may.</summary>
    public const string Allowance = "allowance";

    /// <summary>The disk does not take the record.</summary>
    public const string NoJournal = "journal";

    private readonly JamieCounter _rejected;

    public AnsweringMetrics(JamieMeter meter, QuestionQueue queue)
    {
        meter.Meter.CreateObservableGauge("jamie.queue.length", () => queue.Count, "{question}", "Questions accepted and not yet taken by a worker");
        meter.Meter.CreateObservableGauge("jamie.queue.capacity", () => queue.Capacity, "{question}", "Questions that may wait before askers are refused");
        _rejected = meter.Counter("jamie.queue.rejected.total", "{question}", "Questions refused, the asker having been told why");
        foreach (var reason in new[] { QueueFull, Allowance, NoJournal }) _rejected.Announce(Reason(reason));
    }

    /// <summary>A question that was refused, for one of the reasons above.</summary>
    public void Rejected(string reason) => _rejected.Add(1, Reason(reason));

    private static KeyValuePair<string, object?> Reason(string reason) => new("reason", reason);
}

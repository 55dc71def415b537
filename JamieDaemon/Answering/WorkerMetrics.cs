using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Answering;

/// <summary>The workers as numbers. A loop that has ended is neither busy nor idle.</summary>
internal sealed class WorkerMetrics
{
    private readonly AnswerWorkers _workers;

    public WorkerMetrics(JamieMeter meter, AnswerWorkers workers)
    {
        _workers = workers;
        meter.Meter.CreateObservableGauge("jamie.workers", Read, "{worker}", "Workers that see a question through (busy) or wait for one (idle)");
    }

    private Measurement<int>[] Read()
    {
        var (busy, running) = (_workers.Busy, _workers.Running ?? _workers.Count);
        // A loop that has taken a question since the first look, or is just ending, must not make less than none.
        return [new(busy, State("busy")), new(Math.Max(0, running - busy), State("idle"))];
    }

    private static KeyValuePair<string, object?> State(string state) => new("state", state);
}

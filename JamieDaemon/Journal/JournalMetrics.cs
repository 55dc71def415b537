using JamieDaemon.Telemetry;

namespace JamieDaemon.Journal;

/// <summary>The journal as numbers.</summary>
internal sealed class JournalMetrics
{
    private readonly JamieHistogram _flush;
    private readonly JamieCounter _failures;

    public JournalMetrics(JamieMeter meter)
    {
        _flush = meter.Histogram("jamie.journal.flush.duration", "s", "Until the disk had what a question's acknowledgement waits for", Buckets.Acknowledgement);
        _failures = meter.Counter("jamie.journal.failures.total", "{failure}", "Writes that the disk did not take; the questions were refused");
        _flush.Announce();
        _failures.Announce();
    }

    public void Flushed(TimeSpan elapsed) => _flush.Record(elapsed.TotalSeconds);

    public void Failed() => _failures.Add(1);
}

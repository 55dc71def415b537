using System.Diagnostics;

namespace JamieDaemon.Telemetry;

/// <summary>The time in which a job is worked on: its ids are on every log line, and its span is the current one.</summary>
public readonly record struct JobRun : IDisposable
{
    private readonly JobContext.Scope _context;

    internal JobRun(JobContext.Scope context, Activity? span) => (_context, Span) = (context, span);

    /// <summary>Its span; <see langword="null"/> where nobody records any.</summary>
    public Activity? Span { get; }

    public void Dispose()
    {
        Span?.Dispose();
        _context.Dispose();
    }
}

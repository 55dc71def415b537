using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace JamieDaemon.Tests.Support;

/// <summary>Keeps the spans that have ended, also those of other tests: ask for those of one trace.</summary>
internal sealed class CollectingProcessor : BaseProcessor<Activity>
{
    private readonly ConcurrentQueue<Activity> _ended = new();

    /// <summary>Those that an exporter would take.</summary>
    public IReadOnlyList<Activity> Spans => [.. _ended.Where(span => span.Recorded)];

    public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. Spans.Where(span => span.TraceId == trace)];

    public override void OnEnd(Activity data) => _ended.Enqueue(data);
}

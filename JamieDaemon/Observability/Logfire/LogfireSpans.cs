using System.Diagnostics;
using JamieDaemon.Telemetry;
using OpenTelemetry;

namespace JamieDaemon.Observability.Logfire;

/// <summary>
/// What Logfire wants to know of a span besides: how important it is, what to call it, and, while it runs, that it has begun. It hands the last to
/// Logfire's own queue, so that no other destination sees spans that never were.
/// </summary>
internal sealed class LogfireSpans(BaseProcessor<Activity> queue) : BaseProcessor<Activity>
{
    private const int Info = 9;
    private const int Error = 17;

    /// <summary>Of the platform's calls only the end is told: they are many, and short.</summary>
    public override void OnStart(Activity data)
    {
        if (data.Recorded && data.Source.Name == JamieTelemetry.Name && !IsReceipt(data)) queue.OnEnd(Pending(data));
    }

    public override void OnEnd(Activity data)
    {
        if (!data.Recorded) return;
        data.SetTag("logfire.span_type", "span");
        data.SetTag("logfire.level_num", data.Status == ActivityStatusCode.Error ? Error : Info);
        // A name alone, GET, tells nothing in a list.
        if (data.Kind == ActivityKind.Client && data.GetTagItem("url.full") is string address) data.SetTag("logfire.msg", $"{data.DisplayName} {address}");
    }

    /// <summary>It is over at once, and may be forgotten then: a span that never ends would stay in Logfire for good.</summary>
    private static bool IsReceipt(Activity span) => span.Kind == ActivityKind.Consumer && span.ParentSpanId == default;

    /// <summary>A child without length, which Logfire replaces by the span when that has ended. Made without a source: nobody listens to it.</summary>
    private static Activity Pending(Activity span)
    {
        var pending = new Activity(span.DisplayName) { ActivityTraceFlags = ActivityTraceFlags.Recorded };
        pending.SetParentId(span.TraceId, span.SpanId, ActivityTraceFlags.Recorded).SetStartTime(span.StartTimeUtc);
        foreach (var (name, value) in span.EnumerateTagObjects()) pending.SetTag(name, value);
        pending.SetTag("logfire.span_type", "pending_span");
        pending.SetTag("logfire.pending_parent_id", span.ParentSpanId.ToHexString());
        pending.SetTag("logfire.level_num", Info);
        // Starting it makes it the current one, and stopping it takes that back.
        pending.Start();
        pending.SetEndTime(span.StartTimeUtc);
        pending.Stop();
        return pending;
    }
}

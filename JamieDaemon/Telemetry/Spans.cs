using System.Diagnostics;

namespace JamieDaemon.Telemetry;

/// <summary>A span around any piece of work. Where nobody listens there is none, which costs 10 ns and no memory.</summary>
public static class Spans
{
    /// <summary>Begins a span within the current one, else within the current job.</summary>
    public static Activity? Start(string name, ActivityKind kind = ActivityKind.Internal)
    {
        if (!JamieTelemetry.Source.HasListeners()) return null;
        return Activity.Current is null && JobContext.Current is { } job
            ? JamieTelemetry.Source.StartActivity(name, kind, job.Trace)
            : JamieTelemetry.Source.StartActivity(name, kind);
    }

    /// <summary>Begins the span of a job that came through a queue: a child of what handed it over, and linked to it.</summary>
    public static Activity? StartHandling(JobContext job)
    {
        if (!JamieTelemetry.Source.HasListeners()) return null;
        var from = job.Trace;
        var span = JamieTelemetry.Source.StartActivity(
            $"slack.handle_{job.JobType}", ActivityKind.Consumer, from, tags: null, links: from == default ? null : [new ActivityLink(from)]);
        job.Span = span;
        return span?.SetTag("jamie.job.id", job.JobId)
            .SetTag("jamie.request.id", job.RequestId)
            .SetTag("jamie.session.id", job.SessionId)
            .SetTag("job.type", job.JobType);
    }

    /// <summary>Says on the span what it died of, without secrets. To be used as an exception filter, which sees the exception and lets it pass.</summary>
    /// <returns><see langword="false"/>.</returns>
    public static bool Failed(this Activity? span, Exception failure)
    {
        // Somebody gave up: that is no error.
        if (span is not { IsAllDataRequested: true } || failure is OperationCanceledException) return false;
        span.SetStatus(ActivityStatusCode.Error, SecretRedactor.Redact(failure.Message));
        if (span.GetTagItem("error.type") is null) span.SetTag("error.type", failure.GetType().FullName);
        // As AddException writes it, but redacted: https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans/
        span.AddEvent(new ActivityEvent("exception", tags: new ActivityTagsCollection
        {
            ["exception.type"] = failure.GetType().FullName,
            ["exception.message"] = SecretRedactor.Redact(failure.Message),
            ["exception.stacktrace"] = SecretRedactor.Redact(failure.ToString()),
        }));
        return false;
    }
}

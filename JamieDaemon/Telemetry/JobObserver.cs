using System.Diagnostics;

namespace JamieDaemon.Telemetry;

/// <summary>The one place where a question's life becomes metrics, spans and log events. Every job that was created is completed, once.</summary>
/// <remarks>What is said where intake happens (<see cref="Created"/>) stays below the level that is shipped: a socket's receive loop writes no files.</remarks>
public sealed partial class JobObserver(JamieMeter meter, SlowOperations slow, ILogger<JobObserver> logger, IPseudonyms? pseudonyms = null)
{
    private readonly JobMetrics _metrics = new(meter);

    /// <summary>A question was accepted.</summary>
    /// <param name="job">The job.</param>
    /// <param name="queueLength">How many wait, with this one.</param>
    public void Created(JobContext job, int queueLength)
    {
        job.IsCreated = true;
        _metrics.Accepted(job.JobType);
        if (!logger.IsEnabled(LogLevel.Debug)) return;
        using var context = job.Enter();
        Log.Created(logger, job.JobId, job.JobType, queueLength);
    }

    /// <summary>Somebody works on it, in this flow of execution, until what is returned is disposed.</summary>
    /// <param name="job">The job.</param>
    /// <param name="wait">How long it has waited for that.</param>
    public JobRun Start(JobContext job, TimeSpan wait)
    {
        var run = new JobRun(job.Enter(), Spans.StartHandling(job)?.SetTag("jamie.queue.wait_ms", wait.TotalMilliseconds));
        _metrics.Waited(wait);
        Log.Started(logger, job.JobId, job.JobType, wait.TotalMilliseconds);
        return run;
    }

    /// <summary>It has come to another step; the same one again says nothing.</summary>
    public void Progressed(JobContext job, string step)
    {
        if (job.Step == step) return;
        job.Step = step;
        if (job.Span is { IsAllDataRequested: true } span) span.AddEvent(new ActivityEvent("job_progress", tags: new ActivityTagsCollection { ["jamie.job.step"] = step }));
        Log.Progressed(logger, job.JobId, step);
    }

    /// <summary>It has ended, also when nobody has ever begun to work on it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="status">How, in the words of labels.</param>
    /// <param name="result">How, in the words of whoever ended it.</param>
    /// <param name="duration">Since it was received.</param>
    public void Completed(JobContext job, JobStatus status, string result, TimeSpan duration)
    {
        Adjourned(job, status, result, duration);
        if (job.IsMeant) Audit(job, result, duration, status == JobStatus.Failed ? "failure" : "success");
    }

    /// <summary>The work on it has ended, and is not the last: somebody takes the question up again, in this process or the next.</summary>
    /// <param name="job">The job.</param>
    /// <param name="status">How, in the words of labels.</param>
    /// <param name="result">How, in the words of whoever ended it.</param>
    /// <param name="duration">Since it was received.</param>
    public void Adjourned(JobContext job, JobStatus status, string result, TimeSpan duration)
    {
        // It was stopped before it stood in line.
        if (!job.IsCreated) Created(job, queueLength: 0);
        _metrics.Ended(job.JobType, status, duration);
        job.Span?.SetTag("job.status", JobMetrics.NameOf(status)).SetTag("jamie.job.result", result);
        if (status == JobStatus.Failed && job.Span is { Status: ActivityStatusCode.Unset } span) span.SetStatus(ActivityStatusCode.Error, result);
        if (status == JobStatus.Cancelled) Log.Cancelled(logger, job.JobId, job.JobType, result, duration);
        else Log.Completed(logger, job.JobId, job.JobType, result, duration, status == JobStatus.Failed ? "failure" : "success");
    }

    /// <summary>A question was not accepted, and its asker is told why.</summary>
    /// <param name="job">What would have been the job.</param>
    /// <param name="level">Whether the operator should know.</param>
    /// <param name="reason">Why.</param>
    public void Rejected(JobContext job, LogLevel level, string reason)
    {
        _metrics.Rejected(job.JobType);
        using var context = job.Enter();
        Log.Rejected(logger, level, job.JobId, reason);
        Audit(job, reason, TimeSpan.Zero, "success");
    }

    /// <summary>One exchange with somebody else's server has ended.</summary>
    /// <param name="api">Whose.</param>
    /// <param name="operation">What was asked of it: a closed set too, but for the log only.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Called(ExternalApi api, string operation, ExternalStatus status, TimeSpan elapsed)
    {
        _metrics.Called(api, status, elapsed);
        var (provider, word, outcome) = (JobMetrics.NameOf(api), JobMetrics.NameOf(status), OutcomeOf(status));
        Log.Called(logger, provider, operation, word, elapsed, outcome);
        if (status != ExternalStatus.Success) return;
        if (api == ExternalApi.Ollama && operation is "chat" or "api/chat") slow.Model(operation, elapsed);
        else slow.ApiCall(provider, operation, elapsed);
    }

    /// <summary>Who asked, where, and what became of it: one line for each question. What was said is in none.</summary>
    private void Audit(JobContext job, string result, TimeSpan duration, string outcome)
    {
        if (!logger.IsEnabled(LogLevel.Information)) return;
        var user = pseudonyms is null || job.Asker.Length == 0 ? job.Asker : pseudonyms.Of(job.Asker);
        Log.Audited(logger, job.JobId, user, result, duration, job.Use.Model, job.Use.PromptTokens, job.Use.AnswerTokens, outcome);
    }

    private static string OutcomeOf(ExternalStatus status) => status switch
    {
        ExternalStatus.Success => "success",
        ExternalStatus.Cancelled => "unknown",
        _ => "failure",
    };

    private static partial class Log
    {
        [LoggerMessage(EventName = "job_created", Level = LogLevel.Debug, Message = "{JobId} ({JobType}) was accepted; {QueueLength} wait")]
        public static partial void Created(ILogger logger, string jobId, string jobType, int queueLength);

        [LoggerMessage(EventName = "job_started", Level = LogLevel.Information, Message = "{JobId} ({JobType}) is worked on after {WaitMs:F0} ms")]
        public static partial void Started(ILogger logger, string jobId, string jobType, double waitMs);

        [LoggerMessage(EventName = "job_progress", Level = LogLevel.Debug, Message = "{JobId}: {Step}")]
        public static partial void Progressed(ILogger logger, string jobId, string step);

        [LoggerMessage(EventName = "job_completed", Level = LogLevel.Information, Message = "{JobId} ({JobType}) ended after {Elapsed}: {Result}, a {Outcome}")]
        public static partial void Completed(ILogger logger, string jobId, string jobType, string result, TimeSpan elapsed, string outcome);

        [LoggerMessage(EventName = "job_cancelled", Level = LogLevel.Information, Message = "{JobId} ({JobType}) was left after {Elapsed}: {Result}")]
        public static partial void Cancelled(ILogger logger, string jobId, string jobType, string result, TimeSpan elapsed);

        [LoggerMessage(EventName = "audit.question", Level = LogLevel.Information, Message = "{JobId} was asked by {User}: {Result} after {Elapsed}, by {Model}, which read {PromptTokens} and wrote {AnswerTokens} tokens; a {Outcome}")]
        public static partial void Audited(ILogger logger, string jobId, string user, string result, TimeSpan elapsed, string? model, long? promptTokens, long? answerTokens, string outcome);

        [LoggerMessage(EventName = "job_rejected", Message = "Refused {JobId}, and the asker is told why: {Reason}")]
        public static partial void Rejected(ILogger logger, LogLevel level, string jobId, string reason);

        [LoggerMessage(EventName = "external_api_call", Level = LogLevel.Debug, Message = "{Provider} {Operation}: {Status} after {Elapsed}, a {Outcome}")]
        public static partial void Called(ILogger logger, string provider, string operation, string status, TimeSpan elapsed, string outcome);
    }
}

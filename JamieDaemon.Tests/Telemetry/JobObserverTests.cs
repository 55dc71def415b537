using System.Diagnostics;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.Telemetry;

public sealed class JobObserverTests : IDisposable
{
    private readonly MeterReadings _readings = new();
    private readonly RecordingTraces _traces = new();
    private readonly CollectingLogger<JobObserver> _logger = new();
    private readonly JobObserver _observer;

    public JobObserverTests() => _observer = new JobObserver(_readings.Jamie, Some.SlowOperations, _logger);

    public void Dispose()
    {
        _readings.Dispose();
        _traces.Dispose();
    }

    [Test]
    public void Every_series_of_the_counters_is_there_before_the_first_question()
    {
        foreach (var type in new[] { "mention", "slash_command", "direct_message" })
        {
            foreach (var status in new[] { "created", "succeeded", "failed", "cancelled", "rejected" })
                Assert.That(_readings[$"jamie.commands.total{{intent={type},status={status}}}"], Is.Zero);
            Assert.That(_readings[$"jamie.active_jobs{{job_type={type}}}"], Is.Zero);
        }

        foreach (var provider in new[] { "slack", "ollama" })
        {
            foreach (var status in new[] { "success", "error", "rate_limited", "cancelled" })
                Assert.That(_readings[$"jamie.external_api.calls.total{{provider={provider},status={status}}}"], Is.Zero);
        }
    }

    [Test]
    public void So_is_every_series_of_the_histograms_whatever_a_life_may_end_with()
    {
        var lives = _readings.Jamie.Histograms.Single(histogram => histogram.Name == "jamie.job.duration").Announced;
        Assert.That(
            lives.Select(labels => string.Join(',', labels.Select(label => label.Value))),
            Is.EquivalentTo(from type in JobType.Questions from status in Enum.GetValues<JobStatus>() select $"{type},{JobMetrics.NameOf(status)}"));
    }

    [TestCase(JobStatus.Succeeded, "succeeded", "job_completed")]
    [TestCase(JobStatus.Failed, "failed", "job_completed")]
    [TestCase(JobStatus.Cancelled, "cancelled", "job_cancelled")]
    [TestCase(JobStatus.Rejected, "rejected", "job_completed")]
    public void A_life_is_counted_timed_and_told(JobStatus status, string label, string lastEvent)
    {
        var job = Job();
        _observer.Created(job, queueLength: 1);
        Assert.That(_readings["jamie.active_jobs{job_type=mention}"], Is.EqualTo(1));
        using (_observer.Start(job, TimeSpan.FromSeconds(2)))
        {
            _observer.Progressed(job, "reading");
            _observer.Progressed(job, "reading");
            _observer.Completed(job, status, "Whatever", TimeSpan.FromSeconds(7));
        }

        Assert.Multiple(() =>
        {
            Assert.That(_readings["jamie.commands.total{intent=mention,status=created}"], Is.EqualTo(1));
            Assert.That(_readings[$"jamie.commands.total{{intent=mention,status={label}}}"], Is.EqualTo(1));
            Assert.That(_readings["jamie.active_jobs{job_type=mention}"], Is.Zero);
            Assert.That(_readings["jamie.queue.wait{}"], Is.EqualTo(2));
            Assert.That(_readings[$"jamie.job.duration{{job_type=mention,status={label}}}"], Is.EqualTo(7));
            Assert.That(_logger.Events, Is.EqualTo(new[] { "job_created", "job_started", "job_progress", lastEvent, "audit.question" }));
        });
    }

    [Test]
    public void A_question_that_was_stopped_before_it_stood_in_line_was_created_too()
    {
        _observer.Completed(Job(), JobStatus.Cancelled, "StoppedWaiting", TimeSpan.Zero);
        Assert.That((_readings["jamie.commands.total{intent=mention,status=created}"], _readings["jamie.active_jobs{job_type=mention}"]), Is.EqualTo((1d, 0d)));
    }

    [Test]
    public void A_question_that_was_refused_is_no_active_job()
    {
        _observer.Rejected(Job(), LogLevel.Warning, "QueueFull");
        Assert.That((_readings["jamie.commands.total{intent=mention,status=rejected}"], _readings["jamie.active_jobs{job_type=mention}"]), Is.EqualTo((1d, 0d)));
        Assert.That(_logger.Lines[0], Is.EqualTo((LogLevel.Warning, "job_rejected", "Refused q1, and the asker is told why: QueueFull")));
    }

    [Test]
    public void A_clock_that_ran_backwards_leaves_no_negative_figure()
    {
        var job = Job();
        var before = TimeSpan.FromSeconds(-1);
        _observer.Start(job, before).Dispose();
        _observer.Completed(job, JobStatus.Succeeded, "Answered", before);
        _observer.Called(ExternalApi.Slack, "chat.update", ExternalStatus.Success, before);
        Assert.That(_readings.Series, Has.None.StartsWith("jamie.queue.wait").And.None.StartsWith("jamie.job.duration").And.None.StartsWith("jamie.external_api.latency"));
    }

    [Test]
    public void A_call_is_counted_and_timed_by_whose_it_was()
    {
        _observer.Called(ExternalApi.Ollama, "chat", ExternalStatus.Error, TimeSpan.FromSeconds(3));
        Assert.That((_readings["jamie.external_api.calls.total{provider=ollama,status=error}"], _readings["jamie.external_api.latency{provider=ollama}"]), Is.EqualTo((1d, 3d)));
        Assert.That(_logger.Lines.Single().Text, Is.EqualTo("ollama chat: error after 00:00:03, a failure"));
    }

    [Test]
    public void The_span_of_a_job_is_a_child_of_what_handed_it_over_and_linked_to_it()
    {
        var from = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        var job = Job(from);
        using var run = _observer.Start(job, TimeSpan.FromMilliseconds(1500));
        _observer.Completed(job, JobStatus.Failed, "Failed", TimeSpan.Zero);

        var span = run.Span!;
        Assert.Multiple(() =>
        {
            Assert.That((span.OperationName, span.Kind, span.TraceId, span.ParentSpanId), Is.EqualTo(("slack.handle_mention", ActivityKind.Consumer, from.TraceId, from.SpanId)));
            Assert.That(span.Links.Single().Context, Is.EqualTo(from));
            Assert.That(Tags(span), Is.SupersetOf(new Dictionary<string, object?>
            {
                ["jamie.job.id"] = "q1",
                ["jamie.request.id"] = "e1",
                ["jamie.session.id"] = "C1:1.2",
                ["job.type"] = "mention",
                ["job.status"] = "failed",
                ["jamie.job.result"] = "Failed",
                ["jamie.queue.wait_ms"] = 1500d,
            }));
            Assert.That(span.Status, Is.EqualTo(ActivityStatusCode.Error));
        });
    }

    [Test]
    public async Task A_loop_that_began_before_the_job_is_traced_within_it_as_soon_as_there_is_a_span()
    {
        var job = Job(new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded));
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<ActivitySpanId> loop;
        using (job.Enter()) loop = LoopAsync();
        using var run = _observer.Start(job, TimeSpan.Zero);
        started.SetResult();
        Assert.That(await loop, Is.EqualTo(run.Span!.SpanId));

        async Task<ActivitySpanId> LoopAsync()
        {
            await started.Task;
            using var span = Spans.Start("slack.update");
            return span!.ParentSpanId;
        }
    }

    [Test]
    public void The_context_ends_with_the_job()
    {
        var job = Job();
        using (_observer.Start(job, TimeSpan.Zero)) Assert.That(JobContext.Current, Is.SameAs(job));
        Assert.That((JobContext.Current, Activity.Current), Is.EqualTo(((JobContext?)null, (Activity?)null)));
    }

    [Test]
    public void What_a_span_died_of_is_told_without_secrets_and_giving_up_is_no_error()
    {
        using var span = Spans.Start("some.work")!;
        Assert.That(span.Failed(new OperationCanceledException()), Is.False);
        Assert.That((span.Status, span.Events.Count()), Is.EqualTo((ActivityStatusCode.Unset, 0)));

        Assert.That(span.Failed(new InvalidOperationException("https://hooks.slack.com/commands/T1/2/secret refused xoxb-1-secret")), Is.False);

        var told = span.Events.Single();
        Assert.That((told.Name, span.Status, span.GetTagItem("error.type")), Is.EqualTo(("exception", ActivityStatusCode.Error, (object)"System.InvalidOperationException")));
        Assert.That(string.Join(' ', told.Tags.Select(tag => tag.Value)) + span.StatusDescription, Does.Contain("refused").And.Not.Contains("secret"));
    }

    private static JobContext Job(ActivityContext from = default) => new("q1", JobType.Mention, "C1:1.2", new JobOrigin("e1", from));

    private static Dictionary<string, object?> Tags(Activity span) => span.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value);
}

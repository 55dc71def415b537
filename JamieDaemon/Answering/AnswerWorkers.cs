using System.Diagnostics;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Answering;

/// <summary>The loops that take questions from the queue and see each one through.</summary>
public sealed partial class AnswerWorkers(
    QuestionQueue queue,
    QuestionAnswerer answerer,
    OpenQuestions questions,
    IQuestionJournal journal,
    PutOffQuestions later,
    JobObserver observer,
    AnswerPace pace,
    IOptions<AnsweringOptions> options,
    TimeProvider time,
    ILogger<AnswerWorkers> logger) : BackgroundService
{
    /// <summary>Ends what is still running when the drain time is over.</summary>
    private readonly CancellationTokenSource _drained = new(Timeout.InfiniteTimeSpan, time);

    private Task[]? _loops;
    private int _busy;
    private int _left;

    /// <summary>How many loops there should be.</summary>
    public int Count => options.Value.Workers;

    /// <summary>How many of them run; <see langword="null"/> before the start.</summary>
    public int? Running => Volatile.Read(ref _loops) is { } loops ? loops.Count(static loop => !loop.IsCompleted) : null;

    /// <summary>How many of them work on a question.</summary>
    public int Busy => Volatile.Read(ref _busy);

    /// <summary>
    /// Closes the queue and sees through what is in work until the drain time is over. The rest stays in the journal for the next process; where
    /// that would not find it, it is worked on too, or told.
    /// </summary>
    /// <remarks><see cref="BackgroundService.StopAsync"/> cancels at once, so it comes last.</remarks>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Complete(leaveRest: journal.OutlivesTheProcess);
        _drained.CancelAfter(options.Value.DrainTime);
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (questions.Count + _left is > 0 and var left)
        {
            if (journal.OutlivesTheProcess) Log.Left(logger, left);
            else Log.Abandoned(logger, left);
        }

        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _drained.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Without this the loops would run for ever in the activity and the scopes of whoever started them.
        using var flow = ExecutionContext.SuppressFlow();
        var loops = new Task[options.Value.Workers];
        for (var i = 0; i < loops.Length; i++) loops[i] = Task.Run(WorkAsync, CancellationToken.None);
        Volatile.Write(ref _loops, loops);
        return Task.WhenAll(loops);
    }

    private async Task WorkAsync()
    {
        while (await queue.DequeueAsync(CancellationToken.None) is { } open)
        {
            Interlocked.Increment(ref _busy);
            try
            {
                if (await TrySeeThroughAsync(open)) journal.Complete(open.Question);
            }
#pragma warning disable CA1031 // A bug in what surrounds an answer must not cost the loop too: one fewer would answer until the next start.
            catch (Exception bug)
#pragma warning restore CA1031
            {
                Log.Broken(logger, bug, open.Question.Id);
            }
            finally
            {
                questions.Remove(open);
                Interlocked.Decrement(ref _busy);
            }
        }
    }

    /// <returns><see langword="false"/> when it is still owed: it was put off, or is left to the next process.</returns>
    private async Task<bool> TrySeeThroughAsync(OpenQuestion open)
    {
        var question = open.Question;
        var started = time.GetTimestamp();
        using var run = observer.Start(open.Job, time.GetElapsedTime(question.ReceivedAt, started));
        if (run.Span is { IsAllDataRequested: true } span) Describe(span, question, open.Job);
        try
        {
            var outcome = await answerer.AnswerAsync(open, _drained.Token);
            if (outcome == AnswerOutcome.Answered) pace.Learn(time.GetElapsedTime(started));
            observer.Completed(open.Job, StatusOf(outcome), $"{outcome}", time.GetElapsedTime(question.ReceivedAt));
        }
        catch (OperationCanceledException) when (_drained.IsCancellationRequested && journal.OutlivesTheProcess)
        {
            Interlocked.Increment(ref _left);
            observer.Adjourned(open.Job, JobStatus.Cancelled, "Left", time.GetElapsedTime(question.ReceivedAt));
            return false;
        }
        catch (UndeliveredException passing)
        {
            run.Span.Failed(passing);
            observer.Adjourned(open.Job, JobStatus.Failed, "PutOff", time.GetElapsedTime(question.ReceivedAt));
            later.Add(open, passing);
            return false;
        }
#pragma warning disable CA1031 // The border of a question: whatever it died of, the next one must be answered.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            run.Span.Failed(failure);
            Log.Failed(logger, failure, question.Id);
            observer.Completed(open.Job, JobStatus.Failed, "Undelivered", time.GetElapsedTime(question.ReceivedAt));
        }

        return true;
    }

    private static void Describe(Activity span, Question question, JobContext job)
    {
        var hasImage = false;
        foreach (var file in question.Files) hasImage |= file.IsImage;
        span.SetTag("jamie.question.length", question.Text.Length)
            .SetTag("slack.channel", question.Conversation.Channel)
            .SetTag("command.has_image", hasImage)
            .SetTag("response.intent", job.JobType);
    }

    private static JobStatus StatusOf(AnswerOutcome outcome) => outcome switch
    {
        AnswerOutcome.Answered or AnswerOutcome.AnsweredBefore => JobStatus.Succeeded,
        AnswerOutcome.Failed or AnswerOutcome.Late => JobStatus.Failed,
        AnswerOutcome.Refused => JobStatus.Rejected,
        _ => JobStatus.Cancelled,
    };

    private static partial class Log
    {
        [LoggerMessage(EventName = "job_left", Level = LogLevel.Information, Message = "{Count} accepted questions are left in the journal: the next process answers them")]
        public static partial void Left(ILogger logger, int count);

        [LoggerMessage(EventName = "job_abandoned", Level = LogLevel.Error, Message = "Stopped with {Count} accepted questions neither answered nor told about it: Slack did not take more in time")]
        public static partial void Abandoned(ILogger logger, int count);

        [LoggerMessage(EventName = "command_error", Level = LogLevel.Error, Message = "The answer to {JobId} could not be delivered")]
        public static partial void Failed(ILogger logger, Exception failure, string jobId);

        [LoggerMessage(EventName = "job_broken", Level = LogLevel.Error, Message = "A bug: {JobId} was not seen through to its end")]
        public static partial void Broken(ILogger logger, Exception bug, string jobId);
    }
}

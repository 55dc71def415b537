using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Answering;

/// <summary>Sees to those who wait for a worker: tells them their place in the queue, and ends what was stopped before its turn came.</summary>
public sealed partial class WaitingRoom(
    QuestionQueue queue,
    OpenQuestions questions,
    IAnswerSink sink,
    IQuestionJournal journal,
    PutOffQuestions later,
    JobObserver observer,
    AnswerPace pace,
    IOptions<AnsweringOptions> options,
    TimeProvider time,
    ILogger<WaitingRoom> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(500);

    /// <summary>Who is served sooner has no use for a place in a queue.</summary>
    private static readonly TimeSpan Unnoticed = TimeSpan.FromSeconds(1);

    private Task _endings = Task.CompletedTask;

    /// <summary>Ends what was stopped at the last moment.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        EndStopped();
        await _endings.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Round, time);
        while (await rounds.WaitForNextTickAsync(stoppingToken))
        {
            if (questions.Count == 0) continue;
            EndStopped();
            TellPlaces();
        }
    }

    /// <summary>On their own: a chat that takes its time must not hold up the round.</summary>
    private void EndStopped()
    {
        foreach (var stopped in questions.TakeStopped()) _endings = _endings.IsCompleted ? EndAsync(stopped) : Task.WhenAll(_endings, EndAsync(stopped));
    }

    private void TellPlaces()
    {
        var waiting = queue.InOrder();
        for (var ahead = 0; ahead < waiting.Count; ahead++)
        {
            var open = waiting[ahead];
            if (time.GetElapsedTime(open.Question.ReceivedAt) < Unnoticed) continue;
            var left = pace.UntilTurn(ahead, options.Value.Workers);
            if (!open.Question.IsFollowUp) open.ReportWaiting(sink, new AnswerProgress(AnswerPhase.Waiting, ahead, left));
        }
    }

    private async Task EndAsync(OpenQuestion stopped)
    {
        using var job = stopped.Job.Enter();
        try
        {
            var (status, outcome) = await EndAsync(stopped, stopped.StopRequest!);
            observer.Completed(stopped.Job, status, outcome, time.GetElapsedTime(stopped.Question.ReceivedAt));
        }
        catch (UndeliveredException passing)
        {
            observer.Adjourned(stopped.Job, JobStatus.Failed, "PutOff", time.GetElapsedTime(stopped.Question.ReceivedAt));
            later.Add(stopped, passing);
            return;
        }
#pragma warning disable CA1031 // The border of a question: whatever it died of, the others are seen to.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.Untold(logger, failure, stopped.Question.Id);
            observer.Completed(stopped.Job, JobStatus.Failed, "Undelivered", time.GetElapsedTime(stopped.Question.ReceivedAt));
        }

        journal.Complete(stopped.Question);
        questions.Remove(stopped);
    }

    /// <summary>An answer that stands whole, since an earlier process has given it, is not turned into an apology.</summary>
    private async Task<(JobStatus Status, string Outcome)> EndAsync(OpenQuestion stopped, Stop stop)
    {
        await using var answer = stopped.Answer(sink);
        if (stopped.Question.Recovery is not null && stop.Cause != StopCause.Deleted && await answer.ResumeAsync()) return (JobStatus.Succeeded, $"{AnswerOutcome.AnsweredBefore}");
        await answer.EndAsync(Endings.OfWaiting(stopped.Question, stop), CancellationToken.None);
        return stop.Cause == StopCause.Late ? (JobStatus.Failed, "LateWaiting") : (JobStatus.Cancelled, "StoppedWaiting");
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "command_error", Level = LogLevel.Error, Message = "The end of {JobId} could not be delivered")]
        public static partial void Untold(ILogger logger, Exception failure, string jobId);
    }
}

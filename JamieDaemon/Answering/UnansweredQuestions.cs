namespace JamieDaemon.Answering;

/// <summary>Takes up what an earlier process has accepted and not answered, oldest first.</summary>
/// <remarks>From the start on each of them can be stopped and changed, also before there is a place for it in the queue.</remarks>
public sealed partial class UnansweredQuestions(
    OpenQuestions questions, QuestionQueue queue, LatePlaces places, IQuestionJournal journal, TimeProvider time, ILogger<UnansweredQuestions> logger) : BackgroundService
{
    /// <summary>A request of a process that has died can take effect after its death: nobody looks what stands before that is over.</summary>
    private static readonly TimeSpan LastRequests = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var unanswered = journal.TakeUnanswered();
        if (unanswered.Count == 0) return;
        Log.Found(logger, unanswered.Count);
        var waiting = new Queue<OpenQuestion>(unanswered.Count);
        foreach (var owed in unanswered) waiting.Enqueue(questions.Add(TakeUp(owed)));
        await Task.Delay(LastRequests, time, stoppingToken);
        while (waiting.TryDequeue(out var next))
        {
            await places.ReserveAsync(stoppingToken);
            next.TakeUp(time.GetTimestamp());
            queue.Enqueue(next);
        }
    }

    private Question TakeUp(Owed owed)
    {
        var age = time.GetUtcNow() - owed.At;
        return owed.Question with
        {
            ReceivedAt = time.GetTimestamp() - (long)(Math.Max(0, age.TotalSeconds) * time.TimestampFrequency),
            Recovery = new Recovery(owed.Step),
            // Until it has a place, its deadline does not run.
            TakenUpAt = long.MaxValue,
        };
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "journal.replayed", Level = LogLevel.Information, Message = "{Count} questions that an earlier process has accepted are answered now")]
        public static partial void Found(ILogger logger, int count);
    }
}

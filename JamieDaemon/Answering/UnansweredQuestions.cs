namespace JamieDaemon.Answering;

/// <summary>Takes up what an earlier process has accepted and not answered, oldest first.</summary>
public sealed partial class UnansweredQuestions(QuestionQueue queue, LatePlaces places, IQuestionJournal journal, TimeProvider time, ILogger<UnansweredQuestions> logger) : BackgroundService
{
    /// <summary>A request of a process that has died can take effect after its death: nobody looks what stands before that is over.</summary>
    private static readonly TimeSpan LastRequests = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var unanswered = journal.TakeUnanswered();
        if (unanswered.Count == 0) return;
        Log.Found(logger, unanswered.Count);
        await Task.Delay(LastRequests, time, stoppingToken);
        foreach (var owed in unanswered)
        {
            await places.ReserveAsync(stoppingToken);
            var age = time.GetUtcNow() - owed.At;
            queue.Enqueue(owed.Question with
            {
                ReceivedAt = time.GetTimestamp() - (long)(Math.Max(0, age.TotalSeconds) * time.TimestampFrequency),
                Recovery = new Recovery(owed.Step),
                TakenUpAt = time.GetTimestamp(),
            });
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "journal.replayed", Level = LogLevel.Information, Message = "{Count} questions that an earlier process has accepted are answered now")]
        public static partial void Found(ILogger logger, int count);
    }
}

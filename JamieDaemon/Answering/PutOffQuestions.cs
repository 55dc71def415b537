namespace JamieDaemon.Answering;

/// <summary>Questions whose answers the chat did not take: they are answered again when it may have recovered, after longer and longer pauses.</summary>
/// <remarks>
/// They hold no place in the queue meanwhile, keep their record in the journal, and can be stopped and changed. The model is asked anew: the words of an hour ago are
/// of less use to somebody in an incident than those of now. Whatever stands of the answer is found and brought up to date.
/// </remarks>
public sealed partial class PutOffQuestions(OpenQuestions questions, QuestionQueue queue, TimeProvider time, ILogger<PutOffQuestions> logger) : BackgroundService
{
    /// <summary>The first pause; each one after it is twice as long.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);

    /// <summary>No pause is longer.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<OpenQuestion, long> _later = new();

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _later.Count;
        }
    }

    /// <summary>Puts a question off; one that was stopped while the chat took nothing stays so, and somebody else ends it.</summary>
    /// <param name="open">The question.</param>
    /// <param name="failure">Why.</param>
    internal void Add(OpenQuestion open, UndeliveredException failure)
    {
        var question = open.Question;
        var attempts = question.Recovery?.Attempts ?? 0;
        var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(attempts, 10)));
        Log.PutOff(logger, question.Id, failure.Message, pause.TotalSeconds);
        var due = time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency);
        // It is not known what stands: perhaps a stream that nobody has heard of. And the pause is not the asker's to be late by.
        var again = questions.Add(question with { Recovery = new Recovery(AnswerStep.Opening, attempts + 1), TakenUpAt = due });
        lock (_lock) _later.Enqueue(again, due);
        // Whose answer was late wants it all the same, as soon as the chat takes it.
        if (open.StopRequest is { Cause: not StopCause.Late } stop) again.TryStop(stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Round, time);
        while (await rounds.WaitForNextTickAsync(stoppingToken))
        {
            while (TakeDue() is { } due)
            {
                due.TakeUp(time.GetTimestamp());
                queue.Enqueue(due);
            }
        }
    }

    /// <summary>The next one whose time has come, with a place in the queue; those who ask now come before it while there is none.</summary>
    private OpenQuestion? TakeDue()
    {
        lock (_lock) return _later.TryPeek(out _, out var at) && at <= time.GetTimestamp() && queue.TryReserve() ? _later.Dequeue() : null;
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "job_put_off", Level = LogLevel.Warning, Message = "The answer to {JobId} could not be delivered ({Reason}): it is tried again in {Seconds} s")]
        public static partial void PutOff(ILogger logger, string jobId, string reason, double seconds);
    }
}

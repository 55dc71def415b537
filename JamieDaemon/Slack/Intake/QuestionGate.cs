using JamieDaemon.Answering;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;

namespace JamieDaemon.Slack.Intake;

/// <summary>Where a question is accepted or refused: the asker's allowance, a place in the queue, a safe record, in this order.</summary>
internal sealed partial class QuestionGate(
    QuestionQueue queue,
    IQuestionJournal journal,
    SlackMetrics metrics,
    AnsweringMetrics answering,
    ILogger<QuestionGate> logger)
{
    /// <summary>Hands the question on. The delivery is acknowledged once its record is safe.</summary>
    /// <returns>What to tell the asker of a question that was refused; <see langword="null"/> when it was accepted.</returns>
    public Notice? Submit(Question question, Delivery? delivery)
    {
        if (queue.TryReserve())
        {
            journal.Accept(question, new Receipt(queue, delivery));
            return null;
        }

        Log.Refused(logger, question.Id, queue.Capacity);
        answering.Rejected();
        metrics.Refused(question.Kind);
        return new Said(question.Id, question.Asker, question.Conversation, question.ReplyUrl, Saying.QueueFull);
    }

    /// <summary>Waits for the record of one question to be safe.</summary>
    private sealed class Receipt(QuestionQueue queue, Delivery? delivery) : IJournalReceipt
    {
        public void Accepted(Question question)
        {
            if (queue.Enqueue(question)) delivery?.Acknowledge();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "job_rejected", Level = LogLevel.Warning, Message = "Refused {JobId}: all {Capacity} places in the queue are taken; the asker is told")]
        public static partial void Refused(ILogger logger, string jobId, int capacity);
    }
}

using JamieDaemon.Answering;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Intake;

/// <summary>The gate: decides what becomes of each envelope, and sees that whatever is acknowledged is either answered or was nothing to answer.</summary>
/// <remarks>
/// A question takes a place in the queue, then goes to the journal; only when its record is safe is the envelope acknowledged and the question
/// queued. What finds no place anywhere is not acknowledged: Slack brings it again (at once, after one and after five minutes).
/// </remarks>
public sealed partial class SlackIntake(
    RecentEvents recent,
    QuestionQueue queue,
    IQuestionJournal journal,
    NoticeQueue notices,
    SlackMetrics metrics,
    AnsweringMetrics answering,
    IOptions<SlackOptions> options,
    TimeProvider time,
    ILogger<SlackIntake> logger) : ISocketModeInbox
{
    public void Receive(Delivery delivery)
    {
        switch (QuestionReader.Read(delivery.Envelope, options.Value.Command, time.GetUtcNow()))
        {
            case Ignored ignored:
                Log.Ignored(logger, ignored.Reason);
                delivery.Acknowledge();
                break;
            case Asked asked when recent.TryAdd(asked.Keys):
                Accept(asked, delivery);
                break;
            case Noticed noticed when recent.TryAdd(noticed.Keys):
                Notify(noticed.Notice, noticed.Keys, delivery);
                break;
            default:
                Log.Ignored(logger, "it was taken before");
                delivery.Acknowledge();
                break;
        }
    }

    private void Accept(Asked asked, Delivery delivery)
    {
        if (queue.TryReserve())
        {
            journal.Accept(asked.Question with { ReceivedAt = delivery.ReceivedAt }, new Receipt(queue, delivery));
            return;
        }

        var question = asked.Question;
        Log.Refused(logger, question.Id, queue.Capacity);
        answering.Rejected();
        metrics.Refused(question.Kind);
        Notify(new Notice(question.Id, NoticeKind.QueueFull, question.Asker, question.Conversation, question.ReplyUrl), asked.Keys, delivery);
    }

    private void Notify(Notice notice, EventKeys keys, Delivery delivery)
    {
        if (notices.TryAdd(notice))
        {
            delivery.Acknowledge();
            return;
        }

        recent.Remove(keys);
        Log.LeftToSlack(logger, delivery.Envelope.EnvelopeId);
    }

    /// <summary>Waits for the record of one question to be safe.</summary>
    private sealed class Receipt(QuestionQueue queue, Delivery delivery) : IJournalReceipt
    {
        public void Accepted(Question question)
        {
            if (queue.Enqueue(question)) delivery.Acknowledge();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.event_ignored", Level = LogLevel.Debug, Message = "Nothing to answer: {Reason}")]
        public static partial void Ignored(ILogger logger, string reason);

        [LoggerMessage(EventName = "job_rejected", Level = LogLevel.Warning, Message = "Refused {JobId}: all {Capacity} places in the queue are taken; the asker is told")]
        public static partial void Refused(ILogger logger, string jobId, int capacity);

        [LoggerMessage(EventName = "slack.event_left", Level = LogLevel.Error, Message = "Envelope {EnvelopeId} found no place, not even for a refusal; it is not acknowledged so that Slack sends it again")]
        public static partial void LeftToSlack(ILogger logger, string envelopeId);
    }
}

using System.Diagnostics;
using JamieDaemon.Answering;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.Intake;

/// <summary>Where a question is accepted or refused: a place in the queue, the asker's allowance, a safe record, in this order.</summary>
/// <remarks>The place is only held until the allowance has been asked, so a question that is refused, for whatever reason, does not count.</remarks>
internal sealed class QuestionGate(
    QuestionQueue queue,
    IQuestionJournal journal,
    AskerAllowance allowance,
    ThreadMemory threads,
    AssistantThreads assistants,
    SlackMetrics metrics,
    AnsweringMetrics answering,
    JobObserver observer)
{
    /// <summary>Hands the question on. The delivery is acknowledged once its record is safe.</summary>
    /// <returns>What to tell the asker of a question that was refused; <see langword="null"/> when it was accepted.</returns>
    public Said? Submit(Question question, Delivery? delivery)
    {
        if (!queue.TryReserve())
        {
            if (!IsForJamie(question))
            {
                // Perhaps people talk among themselves: they must not hear of a queue.
                delivery?.Acknowledge();
                return null;
            }

            observer.Rejected(question.ToJob(), LogLevel.Warning, nameof(Saying.QueueFull));
            answering.Rejected(AnsweringMetrics.QueueFull);
            return Refused(question, Saying.QueueFull, until: null);
        }

        if (IsForJamie(question) && allowance.TryTake(question.Asker) is { } overdraft)
        {
            queue.Release();
            observer.Rejected(question.ToJob(), LogLevel.Information, $"{overdraft.Saying}");
            answering.Rejected(AnsweringMetrics.Allowance);
            return Refused(question, overdraft.Saying, overdraft.Until);
        }

        using var span = Spans.Start("jamie.enqueue", ActivityKind.Producer)
            ?.SetTag("jamie.job.id", question.Id).SetTag("jamie.queue.length", queue.Count);
        if (span is not null) question = question with { Origin = question.Origin with { Trace = span.Context } };
        journal.Accept(WithChannelBeside(question), new Receipt(queue, delivery));
        return null;
    }

    /// <summary>A reply in a thread that Jamie may have no part in is not held against its author before that is known.</summary>
    private bool IsForJamie(Question question) =>
        question is not { IsFollowUp: true, Conversation: { Channel: var channel, Thread: { } thread, Message: { } message } }
        || threads.TookPart(channel, thread, message) == true;

    private Question WithChannelBeside(Question question) =>
        question.Conversation is { Thread: { } thread } where && assistants.Beside(where.Channel, thread) is { } channel
            ? question with { About = new Conversation(where.Team, channel, Thread: null, Message: null) }
            : question;

    private Said Refused(Question question, Saying saying, TimeSpan? until)
    {
        metrics.Refused(question.Kind);
        return new Said(question.Id, question.Asker, question.Conversation, question.ReplyUrl, saying) { Until = until };
    }

    /// <summary>Waits for the record of one question to be safe.</summary>
    private sealed class Receipt(QuestionQueue queue, Delivery? delivery) : IJournalReceipt
    {
        public void Accepted(Question question)
        {
            if (queue.Enqueue(question)) delivery?.Acknowledge();
        }

        public void Refused(Question question) => queue.Release();
    }
}

using System.Diagnostics;
using JamieDaemon.Answering;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Intake;

/// <summary>Where a question is accepted or refused: a place in the queue, the asker's allowance, a safe record, in this order.</summary>
/// <remarks>The place is only held until the allowance has been asked, so a question that is refused, for whatever reason, does not count.</remarks>
internal sealed class QuestionGate(
    OpenQuestions questions,
    QuestionQueue queue,
    IQuestionJournal journal,
    AskerAllowance allowance,
    ThreadMemory threads,
    AssistantThreads assistants,
    SlackMetrics metrics,
    AnsweringMetrics answering,
    JobObserver observer,
    IOptions<SlackOptions> options)
{
    /// <summary>Hands the question on. Whoever brings it hears once what became of it: at once, or from the journal's writer.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="submitter">Who brings it.</param>
    /// <param name="hasPlace">Whether a place was reserved for it before.</param>
    public void Submit(Question question, ISubmitter submitter, bool hasPlace = false)
    {
        if (!hasPlace && !queue.TryReserve())
        {
            TurnAway(question, submitter, Saying.QueueFull, AnsweringMetrics.QueueFull, LogLevel.Warning);
            return;
        }

        if (IsForJamie(question) && allowance.TryTake(question.Asker) is { } overdraft)
        {
            queue.Release();
            submitter.Refused(Refuse(question, overdraft.Saying, AnsweringMetrics.Allowance, LogLevel.Information) with { Until = overdraft.Until });
            return;
        }

        var received = Activity.Current;
        var span = Spans.Start("jamie.enqueue", ActivityKind.Producer)
            ?.SetTag("jamie.job.id", question.Id).SetTag("jamie.queue.length", queue.Count);
        if (span is not null) question = question with { Origin = question.Origin with { Trace = span.Context } };
        // It ends where the journal's writer says so.
        Activity.Current = received;
        // Its deletion may come in the same breath, and must find it.
        var open = questions.Add(WithUrgency(WithChannelBeside(question)));
        journal.Accept(open.Question, new Receipt(this, open, submitter, span));
    }

    /// <summary>A reply in a thread that Jamie may have no part in is not held against its author before that is known.</summary>
    private bool IsForJamie(Question question) => TookPart(question) == true;

    private bool? TookPart(Question question) =>
        question is { IsFollowUp: true, Conversation: { Channel: var channel, Thread: { } thread, Message: { } message } } ? threads.TookPart(channel, thread, message) : true;

    private Question WithChannelBeside(Question question) =>
        question.Conversation is { Thread: { } thread } where && assistants.Beside(where.Channel, thread) is { } channel
            ? question with { About = new Conversation(where.Team, channel, Thread: null, Message: null) }
            : question;

    /// <summary>Also in the assistant's pane, beside the channel of an incident.</summary>
    private Question WithUrgency(Question question) =>
        IsIncident(question.Conversation.Channel) || (question.About is { } beside && IsIncident(beside.Channel)) ? question with { IsUrgent = true } : question;

    private bool IsIncident(string channel)
    {
        foreach (var incident in options.Value.IncidentChannels)
        {
            if (incident == channel) return true;
        }

        return false;
    }

    private Said Refuse(Question question, Saying saying, string reason, LogLevel level)
    {
        observer.Rejected(question.ToJob(), level, $"{saying}");
        answering.Rejected(reason);
        metrics.Refused(question.Kind);
        return new Said(question.Id, question.Asker, question.Conversation, question.ReplyUrl, saying) { Origin = question.Origin, ReceivedAt = question.ReceivedAt };
    }

    /// <summary>A process that stops takes nothing on, and leaves the delivery to the next one.</summary>
    private void Accepted(OpenQuestion open, ISubmitter submitter)
    {
        if (queue.Enqueue(open))
        {
            submitter.Settled();
            return;
        }

        questions.Remove(open);
        // The next process must not answer what nobody wants.
        if (open.StopRequest is not null) journal.Complete(open.Question);
    }

    private void Unrecorded(OpenQuestion open, ISubmitter submitter)
    {
        queue.Release();
        questions.Remove(open);
        if (open.StopRequest is { Cause: StopCause.Asked or StopCause.Deleted }) submitter.Settled();
        else TurnAway(open.Question, submitter, Saying.NoJournal, AnsweringMetrics.NoJournal, LogLevel.Error);
    }

    /// <summary>Perhaps people talk among themselves: they must not hear of a queue, nor of a disk.</summary>
    private void TurnAway(Question question, ISubmitter submitter, Saying saying, string reason, LogLevel level)
    {
        switch (TookPart(question))
        {
            case true:
                submitter.Refused(Refuse(question, saying, reason, level));
                break;
            case false:
                submitter.Settled();
                break;
            default:
                submitter.Left();
                break;
        }
    }

    /// <summary>Waits for the record of one question to be safe, on whichever thread that is known.</summary>
    private sealed class Receipt(QuestionGate gate, OpenQuestion open, ISubmitter submitter, Activity? span) : IJournalReceipt
    {
        public void Accepted() => InSpan(() => gate.Accepted(open, submitter));

        public void Refused() => InSpan(() => gate.Unrecorded(open, submitter));

        private void InSpan(Action tell)
        {
            var before = Activity.Current;
            Activity.Current = span;
            try
            {
                tell();
            }
            finally
            {
                span?.Dispose();
                Activity.Current = before;
            }
        }
    }
}

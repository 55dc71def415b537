using JamieDaemon.Answering;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.Home;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;

namespace JamieDaemon.Slack.Intake;

/// <summary>The gate: decides what becomes of each envelope, and sees that whatever is acknowledged is either answered or was nothing to answer.</summary>
/// <remarks>
/// A question takes a place in the queue, then goes to the journal; only when its record is safe is the envelope acknowledged and the question
/// queued. What finds no place anywhere is not acknowledged: Slack brings it again (at once, after one and after five minutes).
/// A stop and a change take effect here and now: they must not wait behind what they are about.
/// </remarks>
internal sealed partial class SlackIntake(
    RecentEvents recent,
    QuestionGate gate,
    OpenQuestions questions,
    NoticeQueue notices,
    IntakeRules rules,
    ThreadMemory threads,
    AssistantThreads assistants,
    RecentQuestions asked,
    SlackMetrics metrics,
    TimeProvider time,
    ILogger<SlackIntake> logger) : ISocketModeInbox
{
    public void Receive(Delivery delivery)
    {
        switch (EnvelopeReader.Read(delivery.Envelope, rules, time.GetUtcNow()))
        {
            case Ignored ignored:
                Log.Ignored(logger, ignored.Reason);
                delivery.Acknowledge();
                break;
            case Edited edited:
                questions.Change(edited.QuestionId, edited.Text);
                delivery.Acknowledge();
                break;
            case Deleted deleted:
                questions.StopAll(question => question.Conversation is var where && where.Channel == deleted.Channel && where.Message == deleted.Message, new Stop(StopCause.Deleted));
                asked.Forget(deleted.Channel, deleted.Message);
                delivery.Acknowledge();
                break;
            case LookedAt looked when recent.TryAdd(looked.Keys):
                assistants.LooksAt(looked.Channel, looked.Thread, looked.Beside);
                delivery.Acknowledge();
                break;
            case Asked turn when recent.TryAdd(turn.Keys):
                // A reply without a mention may not be meant for Jamie; if it is, its answer says so.
                if (!turn.Question.IsFollowUp) metrics.Seen(turn.Question.Asker);
                Take(turn.Question with { ReceivedAt = delivery.ReceivedAt }, turn.Keys, delivery);
                break;
            case Noticed noticed when recent.TryAdd(noticed.Keys):
                metrics.Seen(noticed.Notice.User);
                if (noticed.Notice is Said said) CountEmpty(said);
                if (noticed.Notice is PromptsWanted { Thread: { } begun } opened) assistants.LooksAt(opened.Channel, begun, opened.Beside);
                Notify(noticed.Notice, noticed.Keys, delivery);
                break;
            case StopWanted stop when recent.TryAdd(stop.Keys):
                Stop(stop, delivery);
                break;
            default:
                Log.Ignored(logger, "it was taken before");
                delivery.Acknowledge();
                break;
        }
    }

    /// <summary>Whoever names Jamie in a thread brings it in at once: what follows may be meant for it before its answer stands there.</summary>
    private void Take(Question question, EventKeys keys, Delivery delivery)
    {
        var (channel, thread) = (question.Conversation.Channel, SlackThread.Of(question.Conversation));
        if (question is { IsFollowUp: false, Conversation.Message: { } message } && thread is not null) threads.Joined(channel, thread, message);
        if (gate.Submit(question, delivery) is not { } refusal) return;
        if (thread is not null) threads.Forget(channel, thread);
        Notify(refusal, keys, delivery);
    }

    private void Stop(StopWanted wanted, Delivery delivery)
    {
        var stopped = questions.StopAll(wanted.Wish.Means, new Stop(StopCause.Asked, wanted.Wish.By));
        Log.Stopped(logger, stopped.Count);
        if (Reply(wanted, stopped) is { } reply) Notify(reply, wanted.Keys, delivery);
        else delivery.Acknowledge();
    }

    /// <summary>Whoever gives a command is told what came of it, unless they see there how each answer ends.</summary>
    private static Notice? Reply(StopWanted wanted, IReadOnlyList<Question> stopped)
    {
        if (stopped.Count == 0) return wanted.IfNothing;
        if (wanted.IfNothing is not Said { ReplyUrl: not null } said) return null;
        foreach (var question in stopped)
        {
            if (question.ReplyUrl is null || question.Conversation.Channel != said.Where.Channel) return said with { Saying = Saying.Stopping };
        }

        return null;
    }

    private void Notify(Notice notice, EventKeys keys, Delivery delivery)
    {
        if (notices.TryAdd(notice with { ReceivedAt = delivery.ReceivedAt }))
        {
            delivery.Acknowledge();
            return;
        }

        recent.Remove(keys);
        Log.LeftToSlack(logger, delivery.Envelope.EnvelopeId);
    }

    private void CountEmpty(Said said)
    {
        if (said.Saying == Saying.Usage) metrics.Empty(QuestionKind.SlashCommand);
        if (said.Saying == Saying.Welcome) metrics.Empty(said.Where.Channel.StartsWith('D') ? QuestionKind.DirectMessage : QuestionKind.Mention);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.event_ignored", Level = LogLevel.Debug, Message = "Nothing to answer: {Reason}")]
        public static partial void Ignored(ILogger logger, string reason);

        [LoggerMessage(EventName = "job_stop", Level = LogLevel.Information, Message = "Somebody said stop: {Count} questions are left")]
        public static partial void Stopped(ILogger logger, int count);

        [LoggerMessage(EventName = "slack.event_left", Level = LogLevel.Error, Message = "Envelope {EnvelopeId} found no place, not even for a refusal; it is not acknowledged so that Slack sends it again")]
        public static partial void LeftToSlack(ILogger logger, string envelopeId);
    }
}

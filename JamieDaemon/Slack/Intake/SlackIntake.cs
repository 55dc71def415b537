using System.Diagnostics;
using JamieDaemon.Answering;
using JamieDaemon.Slack.Home;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.Intake;

/// <summary>The gate: decides what becomes of each envelope, and sees that whatever is acknowledged is either answered or was nothing to answer.</summary>
/// <remarks>
/// A question takes a place in the queue, then goes to the journal; only when its record is safe is the envelope acknowledged and the question
/// queued. What finds no place anywhere is not acknowledged: Slack brings it again (at once, after one and after five minutes).
/// A stop and a change take effect here and now: they must not wait behind what they are about. A change is acknowledged when it is safe, too.
/// </remarks>
internal sealed partial class SlackIntake(
    RecentEvents recent,
    QuestionGate gate,
    OpenQuestions questions,
    IQuestionJournal journal,
    TurnNotices notices,
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
        Log.Received(logger, delivery.Envelope.EnvelopeId);
        var reading = EnvelopeReader.Read(delivery.Envelope, rules, time.GetUtcNow());
        Log.Parsed(logger, delivery.Envelope.EnvelopeId, reading);
        if (reading is Ignored ignored)
        {
            // Untraced: in a busy channel nearly everything is.
            Log.Ignored(logger, delivery.Envelope.EnvelopeId, ignored.Reason);
            delivery.Acknowledge();
            return;
        }

        using var span = EnvelopeSpans.StartReceive(delivery, time);
        Take(reading, delivery with { Trace = span?.Context ?? default });
    }

    private void Take(Reading reading, Delivery delivery)
    {
        switch (reading)
        {
            case Incomplete incomplete:
                delivery.Acknowledge(new DialogError(incomplete.Block, incomplete.Sentence));
                break;
            case Edited edited:
                _ = EditAsync(edited, delivery);
                break;
            case Withdrawn withdrawn:
                questions.StopAll(new StopMessage(withdrawn.Channel, withdrawn.Message, By: null).Means, new Stop(StopCause.Deleted));
                if (withdrawn.Gone is { } gone)
                {
                    // Slack may deliver what a dead socket has swallowed after its deletion. And nobody waits to hear why it is refused.
                    if (!recent.TryAdd(gone)) recent.Settle(gone);
                    asked.Forget(withdrawn.Channel, withdrawn.Message);
                }

                delivery.Acknowledge();
                break;
            case LookedAt looked when recent.TryAdd(looked.Key):
                assistants.LooksAt(looked.Channel, looked.Thread, looked.Beside);
                delivery.Acknowledge();
                break;
            case Asked turn when recent.TryTakeUp(turn.Key, delivery):
                // A reply without a mention may not be meant for Jamie; if it is, its answer says so.
                if (!turn.Question.IsFollowUp) metrics.Seen(turn.Question.Asker);
                Take(
                    turn.Question with
                    {
                        ReceivedAt = delivery.ReceivedAt,
                        Origin = OriginOf(delivery),
                        Key = turn.Key.Value,
                        // What Slack delivers again may reach another replica than before, which has answered it.
                        Recovery = rules.HasReplicas ? new Recovery(Step: null) : null,
                    },
                    turn.Key);
                break;
            case Noticed noticed when recent.TryAdd(noticed.Key):
                metrics.Seen(noticed.Notice.User);
                if (noticed.Notice is Said said) CountEmpty(said);
                if (noticed.Notice is PromptsWanted { Thread: { } begun } opened) assistants.LooksAt(opened.Channel, begun, opened.Beside);
                Notify(noticed.Notice, noticed.Key, delivery);
                break;
            case StopWanted stop when recent.TryAdd(stop.Key):
                Stop(stop, delivery);
                break;
            default:
                Log.Ignored(logger, delivery.Envelope.EnvelopeId, "it was taken before");
                // Each mention comes as two events: one trace of it is enough.
                EnvelopeSpans.Forget(Activity.Current);
                TakeAgain(reading, delivery with { Trace = default });
                break;
        }
    }

    private void Take(Question question, TurnKey key)
    {
        threads.Joined(question);
        gate.Submit(question, new Turn(key, recent, notices));
    }

    private void TakeAgain(Reading known, Delivery copy)
    {
        if (known is Asked turn) recent.Acknowledge(turn.Key, copy);
        else copy.Acknowledge();
    }

    /// <summary>Without words a question is its files, if there are any.</summary>
    private async Task EditAsync(Edited edited, Delivery delivery)
    {
        var place = new StopMessage(edited.Channel, edited.Message, By: null);
        if (edited.Text.Length == 0) questions.StopAll(question => question.Files.Count == 0 && place.Means(question), new Stop(StopCause.Deleted));
        foreach (var changed in questions.ChangeAll(place.Means, edited.Text, edited.At)) await journal.ChangeAsync(changed, edited.Text);
        delivery.Acknowledge();
    }

    private void Stop(StopWanted wanted, Delivery delivery)
    {
        var stopped = questions.StopAll(wanted.Wish.Means, new Stop(StopCause.Asked, wanted.Wish.By));
        Log.Stopped(logger, delivery.Envelope.EnvelopeId, stopped.Count);
        if (Reply(wanted, stopped) is { } reply) Notify(reply, wanted.Key, delivery);
        else delivery.Acknowledge();
    }

    /// <summary>Whoever gives a command is told what came of it, unless they see there how each answer ends.</summary>
    private Notice? Reply(StopWanted wanted, IReadOnlyList<Question> stopped)
    {
        if (stopped.Count == 0) return wanted.IfWhole is { } whole && questions.AnyIsWhole(wanted.Wish.Means) ? whole : wanted.IfNothing;
        if (wanted.IfNothing is not Said { ReplyUrl: not null } said) return null;
        foreach (var question in stopped)
        {
            if (question.ReplyUrl is null || question.Conversation.Channel != said.Where.Channel) return said with { Saying = Saying.Stopping };
        }

        return null;
    }

    private void Notify(Notice notice, TurnKey key, Delivery delivery)
    {
        if (notices.TryAdd(notice with { ReceivedAt = delivery.ReceivedAt, Origin = OriginOf(delivery) }, key)) delivery.Acknowledge();
    }

    private static JobOrigin OriginOf(Delivery delivery) => new(delivery.Envelope.EnvelopeId, delivery.Trace);

    private void CountEmpty(Said said)
    {
        if (said.Saying == Saying.Usage) metrics.Empty(QuestionKind.SlashCommand);
        if (said.Saying == Saying.Welcome) metrics.Empty(said.Where.Channel.StartsWith('D') ? QuestionKind.DirectMessage : QuestionKind.Mention);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.envelope_received", Level = LogLevel.Debug, Message = "Envelope {RequestId} has come")]
        public static partial void Received(ILogger logger, string requestId);

        [LoggerMessage(EventName = "intent_parsed", Level = LogLevel.Debug, Message = "Envelope {RequestId} is taken for {Reading}")]
        public static partial void Parsed(ILogger logger, string requestId, Reading reading);

        [LoggerMessage(EventName = "slack.event_ignored", Level = LogLevel.Debug, Message = "Nothing to answer in envelope {RequestId}: {Reason}")]
        public static partial void Ignored(ILogger logger, string requestId, string reason);

        [LoggerMessage(EventName = "stop_requested", Level = LogLevel.Information, Message = "Somebody said stop ({RequestId}): {Count} questions are left")]
        public static partial void Stopped(ILogger logger, string requestId, int count);
    }
}

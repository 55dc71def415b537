using JamieDaemon.Answering;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.CatchUp;

/// <summary>Takes what was asked while Jamie was away, by the rules for what it hears: once, whether Slack delivers it after all or not.</summary>
internal sealed class MissedQuestions(
    RecentEvents recent,
    QuestionGate gate,
    OpenQuestions questions,
    QuestionQueue queue,
    LatePlaces places,
    TurnNotices notices,
    IntakeRules rules,
    ThreadMemory threads,
    SlackIdentity identity,
    SlackMetrics metrics,
    TimeProvider time)
{
    /// <param name="conversation">Where the messages stand.</param>
    /// <param name="messages">Oldest first, as they stand now: what was deleted is not among them, what was edited has its last words.</param>
    /// <returns>The questions that nobody has stopped since.</returns>
    public IReadOnlyList<(Question Question, TurnKey Key)> Find(JoinedConversation conversation, IEnumerable<SlackMessage> messages)
    {
        var found = new List<(Question Question, TurnKey Key)>();
        var payload = new EventsApiPayload { TeamId = identity.TeamId };
        foreach (var message in messages)
        {
            switch (QuestionReader.Read(ToEvent(message, conversation), payload, rules))
            {
                case Asked asked:
                    found.Add((asked.Question, asked.Key));
                    break;
                case StopWanted stop:
                    found.RemoveAll(earlier => stop.Wish.Means(earlier.Question));
                    break;
            }
        }

        return found;
    }

    /// <summary>Takes one: from here on it can be stopped and changed, also before there is a place for it.</summary>
    /// <returns><see langword="null"/> when it was heard, or found, before: that waits for no place.</returns>
    public OpenQuestion? Take(Question question, TurnKey key, Absence absence) => !recent.TryTakeUp(key)
        ? null
        : questions.Add(question with
        {
            Key = key.Value,
            ReceivedAt = time.GetTimestamp(),
            // Until it has a place, its deadline does not run.
            TakenUpAt = long.MaxValue,
            // What came while Jamie was looking is not late.
            Absence = question.AskedAt < absence.To ? absence : null,
            // An earlier process, or another one, may have answered it: its answer stands in the thread.
            Recovery = new Recovery(Step: null),
        });

    /// <summary>Hands one in, as soon as there is a place for what was asked before. A process that ends while this waits leaves it to the next one, which looks again.</summary>
    /// <returns><see langword="false"/> when it was stopped while it waited: whoever has stopped it has had it ended.</returns>
    public async Task<bool> HandInAsync(OpenQuestion waiting, CancellationToken cancellationToken)
    {
        await places.ReserveAsync(cancellationToken);
        var key = new TurnKey(waiting.Question.Key);
        if (!waiting.TryTake())
        {
            queue.Release();
            recent.Settle(key);
            return false;
        }

        questions.Remove(waiting);
        var question = waiting.Question with { ReceivedAt = time.GetTimestamp(), TakenUpAt = null };
        if (!question.IsFollowUp) metrics.Missed(question.Asker);
        threads.Joined(question);
        gate.Submit(question, new Turn(key, recent, notices), hasPlace: true);
        return true;
    }

    private static SlackEvent ToEvent(SlackMessage message, JoinedConversation conversation) => new()
    {
        Type = "message",
        Subtype = message.Subtype,
        Channel = conversation.Id,
        ChannelType = conversation.IsIm ? "im" : "channel",
        User = message.User,
        BotId = message.BotId,
        Text = message.Text,
        Ts = message.Ts,
        // A thread's first message names the thread too, once there are replies; when it was heard it did not.
        ThreadTs = message.ThreadTs == message.Ts ? null : message.ThreadTs,
        Files = message.Files,
    };
}

using JamieDaemon.Slack.SocketMode;

namespace JamieDaemon.Slack.Intake;

/// <summary>Reads what an edited or deleted message means for a question in work.</summary>
/// <remarks>Slack reports every change this way, also Jamie's own edits and the titles of assistant threads.</remarks>
internal static class ChangeReader
{
    public static Reading Read(SlackEvent change, EventsApiPayload payload, IntakeRules rules)
    {
        var ts = change.DeletedTs ?? change.Message?.Ts ?? change.PreviousMessage?.Ts;
        if (change.Channel is not { } channel || ts is null) return new Ignored("a change without a channel or a ts");
        var self = rules.SelfIn(payload);
        if ((change.Message ?? change.PreviousMessage) is { } of && (of.BotId is not null || self.Is(of.User))) return new Ignored("a change of a bot's message");

        var questionId = EventKeys.OfMessage(eventId: null, payload.TeamId ?? change.Team ?? "", channel, ts).QuestionId;
        return change switch
        {
            // A deleted message that has replies stays as a tombstone.
            { Subtype: "message_deleted" } or { Message.Subtype: "tombstone" } => new Deleted(channel, ts),
            { Message.Text: { } text } when SlackText.ToPlain(self.TakenOutOf(text)) is { Length: > 0 } words => new Edited(questionId, words),
            _ => new Ignored("a change that leaves no words"),
        };
    }
}

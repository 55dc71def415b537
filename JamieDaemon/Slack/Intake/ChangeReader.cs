using JamieDaemon.Answering;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;

namespace JamieDaemon.Slack.Intake;

/// <summary>Reads what an edited or deleted message means for a question in work.</summary>
/// <remarks>Slack reports every change this way, also Jamie's own edits and the titles of assistant threads.</remarks>
internal static class ChangeReader
{
    /// <remarks>New words are judged like those of a new message: what would be no question now is none any more.</remarks>
    public static Reading Read(SlackEvent change, EventsApiPayload payload, IntakeRules rules)
    {
        var ts = change.DeletedTs ?? change.Message?.Ts ?? change.PreviousMessage?.Ts;
        if (change.Channel is not { } channel || ts is null) return new Ignored("a change without a channel or a ts");
        var self = rules.SelfIn(payload);
        if ((change.Message ?? change.PreviousMessage) is { } of && (of.BotId is not null || self.Is(of.User))) return new Ignored("a change of a bot's message");

        var team = payload.TeamId ?? change.Team ?? "";
        return change switch
        {
            // A deleted message that has replies stays as a tombstone.
            { Subtype: "message_deleted" } or { Message.Subtype: "tombstone" } => new Withdrawn(channel, ts, TurnKey.OfMessage(team, channel, ts)),
            { Message.Text: { } text } when text == change.PreviousMessage?.Text => new Ignored("a change of no words: of a preview, say"),
            { Message: { Text: { } text } message } => ReadWords(change, message, text, new Conversation(team, channel, message.ThreadTs, ts), payload, rules),
            _ => new Ignored("a change that leaves no words"),
        };
    }

    private static Reading ReadWords(SlackEvent change, ChangedMessage message, string text, Conversation where, EventsApiPayload payload, IntakeRules rules)
    {
        var self = rules.SelfIn(payload);
        var words = SlackText.ToQuestion(self.TakenOutOf(text));
        if (StopWords.Contain(words) && message.User is { } author)
        {
            var key = TurnKey.OfMessage(where.Team, where.Channel, $"{where.Message}|{change.Ts}");
            return new StopWanted(new StopMessage(where.Channel, where.Message!, author), key, IfNothing: null)
            {
                IfWhole = new Said(key.QuestionId, author, where, ReplyUrl: null, Saying.CompleteAlready),
            };
        }

        // While nobody knows who Jamie is, any name may be its own.
        var isNamed = self.IsUnknown && SlackText.BeginsWithMention(text);
        return isNamed || QuestionReader.AddressOf(change.ChannelType ?? (where.Channel.StartsWith('D') ? "im" : null), where, text, self, rules) != QuestionReader.Address.NotJamie
            ? new Edited(where.Channel, where.Message!, words, SlackTs.ToTime(change.Ts ?? ""))
            : new Withdrawn(where.Channel, where.Message!, Gone: null);
    }
}

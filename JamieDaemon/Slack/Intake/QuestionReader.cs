using JamieDaemon.Answering;
using JamieDaemon.Slack.Context;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;

namespace JamieDaemon.Slack.Intake;

/// <summary>Reads what a message asks of Jamie.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/message"/>
internal static class QuestionReader
{
    public static Reading Read(SlackEvent message, EventsApiPayload payload, IntakeRules rules)
    {
        if (message is not { User: { } user, Channel: { } channel, Ts: { } ts }) return new Ignored("a message without a user, a channel or a ts");
        var self = rules.SelfIn(payload);
        if (NotAPersonsTurn(message, self) is { } reason) return new Ignored(reason);

        var text = message.Text ?? "";
        if (rules.HasReplicas && ComesAsMentionToo(message, text, self)) return new Ignored("its app_mention is taken, by whichever replica that reaches");
        var team = payload.TeamId ?? message.Team ?? "";
        var key = TurnKey.OfMessage(team, channel, ts);
        var where = new Conversation(team, channel, message.ThreadTs, ts);
        var address = message.Type == "app_mention" ? Address.ByName : AddressOf(message.ChannelType, where, text, self, rules);
        var asked = SlackText.ToQuestion(self.TakenOutOf(text));
        var direct = message.ChannelType == "im";
        if (StopWords.Contain(asked) && address == Address.ByChannel && message.ThreadTs is null)
        {
            // In a channel where everything is for Jamie people still say stop to each other: nobody hears of it who has asked nothing.
            return new StopWanted(new StopOwnIn(channel, user) { SaidAt = SlackTs.ToTime(ts) }, key, IfNothing: null) { IfWhole = new Said(key.QuestionId, user, where, ReplyUrl: null, Saying.CompleteAlready) };
        }

        if (StopWords.Contain(asked) && (direct || message.ThreadTs is not null || address == Address.ByName))
        {
            // In any thread of any channel it may be meant for Jamie; only who named Jamie waits for a word when it was not.
            var nothing = new Said(key.QuestionId, user, where, ReplyUrl: null, Saying.NothingToStop);
            return new StopWanted(
                new StopThread(channel, message.ThreadTs ?? (direct ? null : ts), user) { SaidAt = SlackTs.ToTime(ts) }, key, address is Address.ByThread or Address.NotJamie ? null : nothing)
            {
                IfWhole = nothing with { Saying = Saying.CompleteAlready },
            };
        }

        if (address == Address.NotJamie) return new Ignored("a channel message that is not for Jamie");
        var files = QuestionFiles.Of(message.Files);
        if (asked.Length == 0 && files.Count == 0)
        {
            return address == Address.ByName
                ? new Noticed(new Said(key.QuestionId, user, where, ReplyUrl: null, Saying.Welcome), key)
                : new Ignored("a message without text");
        }

        return new Asked(
            new Question
            {
                Id = key.QuestionId,
                Kind = direct ? QuestionKind.DirectMessage : QuestionKind.Mention,
                Text = asked,
                Files = files,
                Asker = user,
                Conversation = where,
                IsFollowUp = address == Address.ByThread,
                AskedAt = SlackTs.ToTime(ts),
            },
            key);
    }

    /// <summary>Why a message with these words is taken to be for Jamie, if it is.</summary>
    internal static Address AddressOf(string? channelType, Conversation where, string text, Self self, IntakeRules rules)
    {
        if (channelType == "im" || self.IsMentionedIn(text)) return Address.ByName;
        if (SlackText.BeginsWithMention(text)) return Address.NotJamie;
        return rules.ListensTo(where.Channel) switch
        {
            ListeningMode.All => Address.ByChannel,
            ListeningMode.Threads when where.Thread is { } thread && rules.MayTakePart(where.Channel, thread, where.Message!) => Address.ByThread,
            _ => Address.NotJamie,
        };
    }

    /// <summary>Two events of one turn may reach two replicas, which cannot know of each other in time: then one of the two must do. A direct message is no mention.</summary>
    private static bool ComesAsMentionToo(SlackEvent message, string text, Self self) =>
        message is { Type: "message", ChannelType: "channel" or "group" } && self.IsMentionedIn(text);

    private static string? NotAPersonsTurn(SlackEvent message, Self self) => message switch
    {
        { Hidden: true } => "a hidden message",
        { Subtype: not (null or "file_share" or "thread_broadcast" or "me_message") } => $"a message of subtype {message.Subtype}",
        { BotId: not null } => "a bot's message",
        _ when self.Is(message.User) => "Jamie's own message",
        _ => null,
    };

    /// <summary>Why a message is taken to be for Jamie.</summary>
    internal enum Address
    {
        NotJamie,
        ByName,
        ByThread,
        ByChannel,
    }
}

using JamieDaemon.Answering;
using JamieDaemon.Slack.Context;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;

namespace JamieDaemon.Slack.Intake;

/// <summary>Reads what an envelope asks of Jamie.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/message"/>
public static class QuestionReader
{
    /// <param name="envelope">What Slack delivered.</param>
    /// <param name="command">The slash command that is ours.</param>
    /// <param name="now">The time of receipt; Slack dates messages but not commands.</param>
    public static Reading Read(SocketModeEnvelope envelope, string command, DateTimeOffset now) => envelope switch
    {
        EventsApiEnvelope { Payload: { Event: { } happened, EventId: { } eventId } payload } => happened.Type switch
        {
            "app_mention" or "message" => Message(happened, payload, eventId),
            "app_home_opened" => Home(happened, payload, eventId),
            _ => new Ignored($"an event of type {happened.Type}"),
        },
        EventsApiEnvelope => new Ignored("an event without an id or a content"),
        SlashCommandEnvelope slash => Command(slash.Payload, command, now),
        OtherEnvelope { Problem: { } problem } => new Ignored(problem),
        OtherEnvelope other => new Ignored($"an envelope of type {other.Type}"),
        _ => new Ignored("an unknown envelope"),
    };

    private static Reading Message(SlackEvent message, EventsApiPayload payload, string eventId)
    {
        if (message is not { User: { } user, Channel: { } channel, Ts: { } ts }) return new Ignored("a message without a user, a channel or a ts");
        var self = OwnUser(payload);
        if (NotAPersonsTurn(message, self) is { } reason) return new Ignored(reason);

        var direct = message.ChannelType == "im";
        var text = message.Text ?? "";
        if (!direct && message.Type == "message" && !SlackText.Mentions(text, self))
            return new Ignored("a channel message that does not mention Jamie");

        var team = payload.TeamId ?? message.Team ?? "";
        var keys = EventKeys.OfMessage(eventId, team, channel, ts);
        var where = new Conversation(team, channel, message.ThreadTs, ts);
        var asked = SlackText.ToPlain(SlackText.WithoutMention(text, self));
        var files = QuestionFiles.Of(message.Files);
        if (asked.Length == 0 && files.Count == 0)
            return new Noticed(new Notice(keys.QuestionId, NoticeKind.Welcome, user, where, ReplyUrl: null), keys);

        return new Asked(
            new Question
            {
                Id = keys.QuestionId,
                Kind = direct ? QuestionKind.DirectMessage : QuestionKind.Mention,
                Text = asked,
                Files = files,
                Asker = user,
                Conversation = where,
                AskedAt = SlackTs.ToTime(ts),
            },
            keys);
    }

    private static string? NotAPersonsTurn(SlackEvent message, string? self) => message switch
    {
        { Hidden: true } => "a hidden message: an edit, a deletion",
        { Subtype: not (null or "file_share" or "thread_broadcast" or "me_message") } => $"a message of subtype {message.Subtype}",
        { BotId: not null } => "a bot's message",
        _ when message.User == self => "Jamie's own message",
        _ => null,
    };

    private static Reading Home(SlackEvent opened, EventsApiPayload payload, string eventId)
    {
        if (opened is not { User: { } user, Tab: null or "home" }) return new Ignored($"the {opened.Tab} tab was opened");
        var keys = EventKeys.OfEvent(eventId);
        var where = new Conversation(payload.TeamId ?? "", opened.Channel ?? "", Thread: null, Message: null);
        return new Noticed(new Notice(keys.QuestionId, NoticeKind.HomeOpened, user, where, ReplyUrl: null), keys);
    }

    private static Reading Command(SlashCommandPayload slash, string command, DateTimeOffset now)
    {
        if (!string.Equals(slash.Command, command, StringComparison.OrdinalIgnoreCase)) return new Ignored($"the command {slash.Command}");
        if (slash is not { UserId: { } user, ChannelId: { } channel, TriggerId: { } trigger, ResponseUrl: { } url }
            || !Uri.TryCreate(url, UriKind.Absolute, out var replyUrl))
        {
            return new Ignored("a command without a user, a channel, a trigger_id or a response_url");
        }

        var keys = EventKeys.OfCommand(slash.TeamId ?? "", trigger);
        var where = new Conversation(slash.TeamId ?? "", channel, Thread: null, Message: null);
        var asked = SlackText.ToPlain(slash.Text ?? "");
        if (asked.Length == 0) return new Noticed(new Notice(keys.QuestionId, NoticeKind.Usage, user, where, replyUrl), keys);

        return new Asked(
            new Question
            {
                Id = keys.QuestionId,
                Kind = QuestionKind.SlashCommand,
                Text = asked,
                Asker = user,
                Conversation = where,
                AskedAt = now,
                ReplyUrl = replyUrl,
            },
            keys);
    }

    private static string? OwnUser(EventsApiPayload payload)
    {
        if (payload.Authorizations is null) return null;
        foreach (var authorization in payload.Authorizations)
        {
            if (authorization.IsBot) return authorization.UserId;
        }

        return null;
    }
}

using JamieDaemon.Answering;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;

namespace JamieDaemon.Slack.Intake;

/// <summary>Reads what a slash command asks of Jamie.</summary>
/// <seealso href="https://docs.slack.dev/interactivity/implementing-slash-commands"/>
internal static class CommandReader
{
    /// <param name="slash">As the user sent it.</param>
    /// <param name="command">The slash command that is ours.</param>
    /// <param name="now">The time of receipt.</param>
    public static Reading Read(SlashCommandPayload slash, string command, DateTimeOffset now)
    {
        if (!string.Equals(slash.Command, command, StringComparison.OrdinalIgnoreCase)) return new Ignored($"the command {slash.Command}");
        if (slash is not { UserId: { } user, ChannelId: { } channel, ResponseUrl: { } url }
            || !Uri.TryCreate(url, UriKind.Absolute, out var replyUrl))
        {
            return new Ignored("a command without a user, a channel or a response_url");
        }

        var key = TurnKey.OfCommand(slash.TeamId ?? "", slash.TriggerId ?? url);
        var where = new Conversation(slash.TeamId ?? "", channel, Thread: null, Message: null);
        var asked = SlackText.ToQuestion(slash.Text ?? "");
        return asked.ToLowerInvariant() switch
        {
            "" or "help" => new Noticed(new Said(key.QuestionId, user, where, replyUrl, Saying.Usage), key),
            "status" => new Noticed(new StatusWanted(key.QuestionId, user, channel, replyUrl), key),
            "stop" => new StopWanted(new StopOwn(user), key, new Said(key.QuestionId, user, where, replyUrl, Saying.NothingToStop))
            {
                IfWhole = new Said(key.QuestionId, user, where, replyUrl, Saying.CompleteAlready),
            },
            _ => new Asked(
                new Question
                {
                    Id = key.QuestionId,
                    Kind = QuestionKind.SlashCommand,
                    Text = asked,
                    Asker = user,
                    Conversation = where,
                    AskedAt = now,
                    ReplyUrl = replyUrl,
                },
                key),
        };
    }
}

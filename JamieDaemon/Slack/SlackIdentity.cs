using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack;

/// <summary>Who Jamie is in Slack, as far as <c>auth.test</c> has said.</summary>
public sealed class SlackIdentity
{
    private volatile string? _botId;
    private volatile string? _userId;

    /// <summary>Jamie's own user; <see langword="null"/> until Slack has said it.</summary>
    public string? UserId => _userId;

    /// <summary>Takes what Slack says of the bot token.</summary>
    public void Learn(AuthTestResponse self) => (_botId, _userId) = (self.BotId, self.UserId);

    /// <summary>Whether the message is Jamie's own. Until Slack has said who Jamie is, none is: metadata alone proves nothing, any app can write it.</summary>
    public bool Wrote(SlackMessage message) => _botId is { Length: > 0 } self && message.BotId == self;
}

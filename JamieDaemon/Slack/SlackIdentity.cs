using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack;

/// <summary>Who Jamie is in Slack, as far as <c>auth.test</c> has said.</summary>
public sealed class SlackIdentity
{
    private volatile AuthTestResponse? _self;

    /// <summary>Jamie's own user; <see langword="null"/> until Slack has said it.</summary>
    public string? UserId => _self?.UserId;

    /// <summary>The workspace that Jamie is installed in; <see langword="null"/> until Slack has said it.</summary>
    public string? TeamId => _self?.TeamId;

    /// <summary>Takes what Slack says of the bot token.</summary>
    public void Learn(AuthTestResponse self) => _self = self;

    /// <summary>Whether the message is Jamie's own. Until Slack has said who Jamie is, none is: metadata alone proves nothing, any app can write it.</summary>
    public bool Wrote(SlackMessage message) => _self?.BotId is { Length: > 0 } self && message.BotId == self;

    /// <summary>Whether the text names Jamie. Until Slack has said who Jamie is, none does.</summary>
    public bool IsNamedIn(string? text) => _self?.UserId is { Length: > 0 } self && text?.Contains($"<@{self}", StringComparison.Ordinal) == true;

    /// <summary>Whether the person is of Jamie's own workspace, or of its organisation (Enterprise Grid).</summary>
    public bool IsColleague(SlackUser person) => _self is { } self
        && (person.TeamId == self.TeamId || (self.EnterpriseId is { Length: > 0 } ours && person.EnterpriseUser?.EnterpriseId == ours));

    /// <summary>Where a message is read on the web; <see langword="null"/> until Slack has said where that is.</summary>
    /// <remarks>What <c>chat.getPermalink</c> answers, without asking it for each message.</remarks>
    public string? LinkTo(string channel, string message, string? thread)
    {
        if (_self?.Url is not { Length: > 0 } workspace) return null;
        var link = $"{workspace.TrimEnd('/')}/archives/{channel}/p{message.Replace(".", "", StringComparison.Ordinal)}";
        return thread is null || thread == message ? link : $"{link}?thread_ts={thread}&cid={channel}";
    }
}

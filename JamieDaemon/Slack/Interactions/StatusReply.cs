using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Says how Jamie is, to somebody who asked by command.</summary>
internal sealed class StatusReply(SlackWebApiClient slack, StatusBoard status)
{
    public Task ReplyAsync(Uri replyUrl) =>
        slack.RespondAsync(replyUrl, ResponseUrlMessage.Private(status.Read().ToText()), CancellationToken.None);
}

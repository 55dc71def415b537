using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Says how Jamie is, to somebody who asked by command.</summary>
internal sealed class StatusReply(SlackWebApiClient slack, AskerAccess access, StatusBoard status)
{
    public async Task ReplyAsync(StatusWanted wanted, CancellationToken cancellationToken)
    {
        var refusal = await access.RefusalAsync(wanted.User, wanted.Channel, cancellationToken);
        var text = refusal is null ? status.Read().ToText() : SlackText.Escape(refusal);
        await slack.RespondAsync(wanted.ReplyUrl, ResponseUrlMessage.Private(text), cancellationToken);
    }
}

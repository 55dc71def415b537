using System.Text.Json.Nodes;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Shows an answer that only its asker saw to the channel. It works without being a member: the address of the click allows it.</summary>
internal sealed class ShareDesk(SlackWebApiClient slack, SharableAnswers answers, AnswerRenderer renderer, AskerAccess access, IOptions<SlackOptions> options)
{
    public async Task ShareAsync(ShareWanted wanted, CancellationToken cancellationToken)
    {
        if (await access.RefusalAsync(wanted.User, channel: null, cancellationToken) is { } refusal)
        {
            await slack.RespondAsync(wanted.ReplyUrl, ResponseUrlMessage.Private(SlackText.Escape(refusal)), cancellationToken);
            return;
        }

        if (!answers.TryTake(wanted.QuestionId, out var markdown))
        {
            var gone = SayingText.Of(Saying.AnswerGone, options.Value.Command);
            await slack.RespondAsync(wanted.ReplyUrl, ResponseUrlMessage.Private(gone), cancellationToken);
            return;
        }

        JsonObject[] footer = [BlockKit.Context($"`{wanted.QuestionId}` · shared by <@{wanted.User}>")];
        var parts = renderer.Parts(renderer.Safe(markdown));
        for (var i = 0; i < parts.Count; i++)
        {
            var content = renderer.Render(parts[i].Text, i == parts.Count - 1 ? footer : []);
            await slack.RespondAsync(
                wanted.ReplyUrl,
                ResponseUrlMessage.Private(content.Text, content.Blocks) with { ResponseType = "in_channel" },
                cancellationToken);
        }
    }
}

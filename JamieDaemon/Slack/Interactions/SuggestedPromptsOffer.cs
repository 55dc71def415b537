using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Offers the prompts of the settings to somebody who opened a conversation with Jamie and may ask.</summary>
internal sealed class SuggestedPromptsOffer(SlackWebApiClient slack, AskerAccess access, IOptions<SlackOptions> options)
{
    public async Task OfferAsync(PromptsWanted wanted, CancellationToken cancellationToken)
    {
        if (await access.RefusalAsync(wanted.User, wanted.Channel, cancellationToken) is not null) return;
        try
        {
            await slack.AssistantThreadsSetSuggestedPromptsAsync(
                new AssistantThreadsSetSuggestedPrompts
                {
                    ChannelId = wanted.Channel,
                    ThreadTs = wanted.Thread,
                    Prompts = [.. SuggestedPromptOptions.Of(options.Value).Select(prompt => new SuggestedPrompt(prompt.Title, prompt.Message))],
                },
                cancellationToken);
        }
        catch (SlackApiException refused) when (refused.Error is "not_agent_app" or "missing_scope")
        {
            // An app that is no agent has a Messages tab too, only none that could show prompts.
        }
    }
}

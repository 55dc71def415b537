using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Offers the prompts of the settings to somebody who opened a conversation with Jamie.</summary>
internal sealed class SuggestedPromptsOffer(SlackWebApiClient slack, IOptions<SlackOptions> options)
{
    public async Task OfferAsync(string channel, string? thread)
    {
        try
        {
            await slack.AssistantThreadsSetSuggestedPromptsAsync(
                new AssistantThreadsSetSuggestedPrompts
                {
                    ChannelId = channel,
                    ThreadTs = thread,
                    Prompts = [.. SuggestedPromptOptions.Of(options.Value).Select(prompt => new SuggestedPrompt(prompt.Title, prompt.Message))],
                },
                CancellationToken.None);
        }
        catch (SlackApiException refused) when (refused.Error is "not_agent_app" or "missing_scope")
        {
            // An app that is no agent has a Messages tab too, only none that could show prompts.
        }
    }
}

using JamieDaemon.Sandbox.Slack.Interactions;

namespace JamieDaemon.Sandbox.Slack.ResponseUrls;

/// <summary>A slash command a member has run.</summary>
public sealed class SlashInvocation : SlackInteraction
{
    internal SlashInvocation(string triggerId, string responseUrl)
        : base(triggerId, responseUrl)
    {
    }
}

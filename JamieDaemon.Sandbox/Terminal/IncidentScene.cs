using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Slack.Bots;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>What has been said in the channel before the newcomer arrives, so that there is something to ask about.</summary>
internal static class IncidentScene
{
    public const string Channel = "#incidents";

    /// <summary>Who the newcomer is.</summary>
    public const string User = "oncall";

    public const string SampleQuestion = "why does checkout-api restart?";

    public static void Post(SlackWorkspace slack)
    {
        slack.PostAsOtherBot(Channel, AlertPosts.Alertmanager);
        slack.Say(
            Channel, "developer",
            "checkout-api restarts with exit code 137 since the 14:05 deploy, its memory limit is still 256Mi");
    }
}

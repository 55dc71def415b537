namespace JamieDaemon.Sandbox.Slack.Bots;

/// <summary>The bots that post plain text.</summary>
internal static class OtherBots
{
    public static readonly SlackBot Modern = new("B0OTHER001", "alerts") { User = "U0OTHER001", AppId = "A0OTHER001" };

    /// <summary>As Slack knew them before there were bot users; incoming webhooks are like this still.</summary>
    public static readonly SlackBot Classic = new("B0OTHER001", "alerts");
}

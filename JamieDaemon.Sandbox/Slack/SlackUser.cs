namespace JamieDaemon.Sandbox.Slack;

/// <summary>A member of the workspace and the direct-message channel between that member and the bot.</summary>
public sealed record SlackUser(string Id, string Name, string DirectChannel)
{
    /// <summary>The bot's id when this member is the app's own bot user.</summary>
    public string? BotId { get; init; }
}

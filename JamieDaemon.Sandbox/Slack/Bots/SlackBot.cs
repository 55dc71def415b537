namespace JamieDaemon.Sandbox.Slack.Bots;

/// <summary>Another app's bot. A classic one, such as an incoming webhook, has neither a user nor an app that events name.</summary>
public sealed record SlackBot(string Id, string Name)
{
    public string? User { get; init; }

    public string? AppId { get; init; }
}

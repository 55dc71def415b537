namespace JamieDaemon.Sandbox.Slack;

/// <summary>Who is who in the workspace: the team, the app that is installed in it and the app's bot user.</summary>
public sealed record SlackTeam
{
    public string Id { get; init; } = "T0SANDBOX1";

    public string Domain { get; init; } = "sandbox";

    public string AppId { get; init; } = "A0JAMIE001";

    public string BotUserId { get; init; } = "U0JAMIE001";

    public string BotId { get; init; } = "B0JAMIE001";

    public string BotName { get; init; } = "jamie";
}

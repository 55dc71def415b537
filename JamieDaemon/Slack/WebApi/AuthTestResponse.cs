namespace JamieDaemon.Slack.WebApi;

/// <summary>Who the bot token is: the answer of <c>auth.test</c>.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/auth.test</remarks>
public sealed record AuthTestResponse : SlackResponse
{
    public string? Url { get; init; }
    public string? Team { get; init; }
    public string? User { get; init; }
    public string TeamId { get; init; } = "";

    /// <summary>Of a workspace that belongs to an organisation (Enterprise Grid).</summary>
    public string? EnterpriseId { get; init; }
    public string UserId { get; init; } = "";
    public string BotId { get; init; } = "";
}

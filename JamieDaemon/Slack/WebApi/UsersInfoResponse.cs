namespace JamieDaemon.Slack.WebApi;

/// <summary>The answer of <c>users.info</c>.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/users.info</remarks>
public sealed record UsersInfoResponse : SlackResponse
{
    public SlackUser? User { get; init; }
}

/// <summary>A member of the workspace, person or bot.</summary>
public sealed record SlackUser
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public string? RealName { get; init; }
    public bool IsBot { get; init; }
    public SlackUserProfile? Profile { get; init; }
}

/// <summary>What the member wrote about themselves; an unset display name is empty, not absent.</summary>
public sealed record SlackUserProfile
{
    public string? DisplayName { get; init; }
    public string? RealName { get; init; }
}

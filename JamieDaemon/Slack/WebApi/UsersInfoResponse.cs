using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The answer of <c>users.info</c>.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/users.info</remarks>
public sealed record UsersInfoResponse : SlackResponse
{
    public SlackUser? User { get; init; }
}

/// <summary>A member of the workspace, person or bot.</summary>
public sealed record SlackUser : Discreet
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public string? RealName { get; init; }

    /// <summary>The member's own workspace.</summary>
    public string? TeamId { get; init; }
    public bool IsBot { get; init; }

    /// <summary>A guest in several channels.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>A guest in one channel.</summary>
    public bool IsUltraRestricted { get; init; }

    /// <summary>Of another workspace, and in no channel that is shared with it.</summary>
    public bool IsStranger { get; init; }
    public SlackEnterpriseUser? EnterpriseUser { get; init; }
    public SlackUserProfile? Profile { get; init; }
}

/// <summary>What the member wrote about themselves; an unset display name is empty, not absent.</summary>
public sealed record SlackUserProfile : Discreet
{
    public string? DisplayName { get; init; }
    public string? RealName { get; init; }
}

/// <summary>The member in the organisation that the workspace belongs to.</summary>
public sealed record SlackEnterpriseUser : Discreet
{
    public string? EnterpriseId { get; init; }
}

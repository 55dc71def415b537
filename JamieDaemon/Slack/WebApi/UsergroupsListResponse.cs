using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The answer of <c>usergroups.list</c> (scope <c>usergroups:read</c>): all of them at once.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/usergroups.list</remarks>
public sealed record UsergroupsListResponse : SlackResponse
{
    public IReadOnlyList<SlackUsergroup> Usergroups { get; init; } = [];
}

/// <summary>A group of users that can be mentioned together.</summary>
public sealed record SlackUsergroup : Discreet
{
    public required string Id { get; init; }

    /// <summary>What stands after the @.</summary>
    public string? Handle { get; init; }
    public string? Name { get; init; }
}

/// <summary>The answer of <c>usergroups.users.list</c>: who is in one of them.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/usergroups.users.list</remarks>
public sealed record UsergroupsUsersListResponse : SlackResponse
{
    public IReadOnlyList<string> Users { get; init; } = [];
}

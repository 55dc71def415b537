using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The answer of <c>bots.info</c> (scope <c>users:read</c>).</summary>
/// <remarks>https://docs.slack.dev/reference/methods/bots.info</remarks>
public sealed record BotsInfoResponse : SlackResponse
{
    public SlackBot? Bot { get; init; }
}

/// <summary>What posts for an app, under a name of its own.</summary>
public sealed record SlackBot : Discreet
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public string? AppId { get; init; }
    public string? UserId { get; init; }
}

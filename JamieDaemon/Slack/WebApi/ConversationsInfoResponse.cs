using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The answer of <c>conversations.info</c>.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/conversations.info</remarks>
public sealed record ConversationsInfoResponse : SlackResponse
{
    public SlackChannel? Channel { get; init; }
}

/// <summary>A conversation; a direct message has no name.</summary>
public sealed record SlackChannel : Discreet
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public bool IsIm { get; init; }

    /// <summary>Whether the caller is in it; <see langword="null"/> when Slack does not say.</summary>
    public bool? IsMember { get; init; }
}

using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The arguments of <c>conversations.history</c>: a channel's messages, newest first, replies left out.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/conversations.history</remarks>
public sealed record ConversationsHistory : Discreet
{
    public required string Channel { get; init; }
    public string? Cursor { get; init; }

    /// <summary>Messages a page, 1 to 999.</summary>
    public int? Limit { get; init; }

    /// <summary>Only messages after this <c>ts</c>.</summary>
    public string? Oldest { get; init; }

    /// <summary>Only messages before this <c>ts</c>.</summary>
    public string? Latest { get; init; }

    /// <summary>Messages at <c>oldest</c> and <c>latest</c> themselves count too.</summary>
    public bool? Inclusive { get; init; }

    /// <summary>Without it Slack leaves every message's metadata out.</summary>
    public bool? IncludeAllMetadata { get; init; }
}

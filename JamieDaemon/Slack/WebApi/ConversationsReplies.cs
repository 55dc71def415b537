using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The arguments of <c>conversations.replies</c>: the thread under <c>ts</c>, oldest first, parent included.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/conversations.replies</remarks>
public sealed record ConversationsReplies : Discreet
{
    public required string Channel { get; init; }

    /// <summary>The <c>ts</c> of the thread's parent.</summary>
    public required string Ts { get; init; }
    public string? Cursor { get; init; }

    /// <summary>Messages a page, 1 to 1000.</summary>
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

using System.Text.Json;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The arguments of <c>chat.startStream</c>: a message that grows until it is stopped, five minutes at the most.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/chat.startStream</remarks>
public sealed record ChatStartStream : Discreet
{
    public required string Channel { get; init; }
    public required string ThreadTs { get; init; }

    /// <summary>At most 12,000 characters.</summary>
    public string? MarkdownText { get; init; }

    /// <summary>Whom the answer is for; required in channels.</summary>
    public string? RecipientUserId { get; init; }
    public string? RecipientTeamId { get; init; }
}

/// <summary>Where the growing message stands.</summary>
public sealed record ChatStartStreamResponse : SlackResponse
{
    public string Channel { get; init; } = "";
    public string Ts { get; init; } = "";
}

/// <summary>The arguments of <c>chat.appendStream</c>: a repetition would show the text twice.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/chat.appendStream</remarks>
public sealed record ChatAppendStream : Discreet
{
    public required string Channel { get; init; }
    public required string Ts { get; init; }
    public required string MarkdownText { get; init; }
}

/// <summary>The arguments of <c>chat.stopStream</c>: the last of the text, and what stands below it.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/chat.stopStream</remarks>
public sealed record ChatStopStream : Discreet
{
    public required string Channel { get; init; }
    public required string Ts { get; init; }
    public string? MarkdownText { get; init; }
    public JsonElement? Blocks { get; init; }
    public MessageMetadata? Metadata { get; init; }

    /// <summary>What becomes of the agent session: <c>active</c> takes Slack's Stop button away.</summary>
    public string? SessionStatus { get; init; }
}

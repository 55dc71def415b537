using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack;

/// <summary>A message as a human sees it at one moment; an edit makes a new one with the same <see cref="Ts"/>.</summary>
public sealed record SlackMessage
{
    public required string Channel { get; init; }

    /// <summary>The message's name in its channel, seconds and microseconds: <c>1732183445.000100</c>.</summary>
    public string Ts { get; init; } = "";

    /// <summary>The parent's <see cref="Ts"/> when the message is a reply.</summary>
    public string? ThreadTs { get; init; }

    public string Text { get; init; } = "";

    /// <summary>The text came as <c>markdown_text</c>.</summary>
    public bool IsMarkdown { get; init; }

    public JsonElement? Blocks { get; init; }

    /// <summary>Metadata, which only the app sees.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>Who wrote it; null for a classic <c>bot_message</c>.</summary>
    public string? User { get; init; }

    public string? BotId { get; init; }

    /// <summary>The app behind <see cref="BotId"/>.</summary>
    public string? AppId { get; init; }

    public string? Subtype { get; init; }

    /// <summary>The only user who sees it, for an ephemeral message.</summary>
    public string? EphemeralFor { get; init; }

    public string? ClientMessageId { get; init; }

    /// <summary>When it was last edited, as a timestamp like <see cref="Ts"/>.</summary>
    public string? EditedTs { get; init; }

    public IReadOnlyList<SlackReaction> Reactions { get; init; } = [];

    public bool IsReply => ThreadTs is not null && ThreadTs != Ts;
}

/// <summary>An emoji, without colons, and who left it.</summary>
public sealed record SlackReaction(string Name, string User);

/// <summary>What happened to a message; before is null for a new one and after is null for a deleted one.</summary>
public sealed class SlackMessageChangedEventArgs(SlackMessage? before, SlackMessage? after) : EventArgs
{
    public SlackMessage? Before { get; } = before;

    public SlackMessage? After { get; } = after;
}

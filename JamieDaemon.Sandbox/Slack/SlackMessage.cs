using System.Text.Json;
using JamieDaemon.Sandbox.Slack.Files;

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

    /// <summary>The older way to give a message a form; alerts still come in them.</summary>
    public JsonElement? Attachments { get; init; }

    public IReadOnlyList<SlackFile> Files { get; init; } = [];

    /// <summary>Metadata, which only the app sees.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>Who wrote it; null for a classic <c>bot_message</c>.</summary>
    public string? User { get; init; }

    /// <summary>The author's workspace, when it is another one.</summary>
    public string? Team { get; init; }

    public string? BotId { get; init; }

    /// <summary>How another app's bot calls itself.</summary>
    public string? BotName { get; init; }

    /// <summary>The app behind <see cref="BotId"/>.</summary>
    public string? AppId { get; init; }

    public string? Subtype { get; init; }

    /// <summary>The only user who sees it, for an ephemeral message.</summary>
    public string? EphemeralFor { get; init; }

    public string? ClientMessageId { get; init; }

    /// <summary>When it was last edited, as a timestamp like <see cref="Ts"/>.</summary>
    public string? EditedTs { get; init; }

    public IReadOnlyList<SlackReaction> Reactions { get; init; } = [];

    /// <summary>How far a streamed message has come; null for one that was posted whole.</summary>
    public SlackStreamState? Stream { get; init; }

    /// <summary>Blocks that were streamed, below the text.</summary>
    internal IReadOnlyList<JsonElement> StreamedBlocks { get; init; } = [];

    /// <summary>Whether the stream grows by chunks rather than by text; null until it has begun to.</summary>
    internal bool? StreamsChunks { get; init; }

    /// <summary>The title of the assistant thread that this message is the root of.</summary>
    public string? AssistantTitle { get; init; }

    /// <summary>When this version of the message could first be seen.</summary>
    public DateTimeOffset ShownAt { get; init; }

    /// <summary>What a member reads: the Markdown of its blocks, or else its text.</summary>
    public string Said
    {
        get
        {
            if (Blocks is not { ValueKind: JsonValueKind.Array } blocks) return Text;
            var said = string.Concat(blocks.EnumerateArray()
                .Where(block => block.TryGetProperty("type", out var type) && type.ValueEquals("markdown"))
                .Select(block => block.GetProperty("text").GetString()));
            return said.Length > 0 ? said : Text;
        }
    }

    public bool IsStreaming => Stream is SlackStreamState.InProgress;

    public bool IsReply => ThreadTs is not null && ThreadTs != Ts;

    /// <summary>A reply that is shown in the channel as well.</summary>
    public bool IsBroadcast => Subtype == Broadcast;

    internal const string Broadcast = "thread_broadcast";

    /// <summary>The message as a member writes it.</summary>
    internal SlackMessage From(SlackUser member) =>
        this with { User = member.Id, Team = member.TeamId, ClientMessageId = Guid.NewGuid().ToString() };
}

/// <summary>The life of a message that <c>chat.startStream</c> began.</summary>
public enum SlackStreamState
{
    /// <summary>It may grow, and nothing but the streaming methods may change it.</summary>
    InProgress,

    /// <summary>The app ended it.</summary>
    Completed,

    /// <summary>A member pressed Stop.</summary>
    StoppedByUser,

    /// <summary>Slack ended it because it was open for too long; a member sees an error mark.</summary>
    Expired,
}

/// <summary>An emoji, without colons, and who left it.</summary>
public sealed record SlackReaction(string Name, string User);

/// <summary>What happened to a message; before is null for a new one and after is null for a deleted one.</summary>
public sealed class SlackMessageChangedEventArgs(SlackMessage? before, SlackMessage? after) : EventArgs
{
    public SlackMessage? Before { get; } = before;

    public SlackMessage? After { get; } = after;
}

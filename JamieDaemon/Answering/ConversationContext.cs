using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Answering;

/// <summary>What was said around a question, and the files that came with it. All of it is untrusted.</summary>
public sealed record ConversationContext : Discreet
{
    /// <summary>No context, and nothing to say about its absence.</summary>
    public static readonly ConversationContext None = new();

    /// <summary>The channel's name, or the name of the person in a direct conversation.</summary>
    public string? Place { get; init; }

    /// <summary>The name of the person who asks.</summary>
    public string? Asker { get; init; }

    /// <summary>What the chat's ids in the question mean, as they stand there: <c>@U1</c> → <c>@Ada</c>.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>Earlier messages, oldest first.</summary>
    public IReadOnlyList<ContextMessage> Messages { get; init; } = [];

    /// <summary>The question's own files, in its order.</summary>
    public IReadOnlyList<ContextFile> Files { get; init; } = [];

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<Omission> LeftOut { get; init; } = [];
}

/// <summary>One earlier message.</summary>
/// <param name="Author">The name or the id of who wrote it.</param>
/// <param name="Text">The message as plain text.</param>
/// <param name="FromJamie">Whether Jamie wrote it.</param>
public sealed record ContextMessage(string Author, string Text, bool FromJamie) : Discreet
{
    /// <summary>Whether a program wrote it: its name is whatever it calls itself.</summary>
    public bool FromApp { get; init; }

    /// <summary>Whether the thread is about it: it stays when newer ones have to go.</summary>
    public bool OpensThread { get; init; }

    public DateTimeOffset? At { get; init; }

    public IReadOnlyList<ContextFile> Files { get; init; } = [];
}

/// <summary>A file's content: text, or an image.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">What it says; empty for an image.</param>
public sealed record ContextFile(string Name, string Text) : Discreet
{
    public DataContent? Image { get; init; }

    public static ContextFile OfImage(string name, ReadOnlyMemory<byte> bytes, string mediaType) =>
        new(name, "") { Image = new DataContent(bytes, mediaType) { Name = name } };
}

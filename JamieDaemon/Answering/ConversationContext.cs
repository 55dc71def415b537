namespace JamieDaemon.Answering;

/// <summary>What was said around a question. All of it is untrusted.</summary>
public sealed record ConversationContext
{
    /// <summary>No context, and nothing to say about its absence.</summary>
    public static readonly ConversationContext None = new();

    /// <summary>The channel's name, or the name of the person in a direct conversation.</summary>
    public string? Place { get; init; }

    /// <summary>Earlier messages, oldest first.</summary>
    public IReadOnlyList<ContextMessage> Messages { get; init; } = [];

    /// <summary>One sentence for the reader of the answer about what could not be read; <see langword="null"/> when all of it could.</summary>
    public string? LeftOut { get; init; }
}

/// <summary>One earlier message.</summary>
/// <param name="Author">The name or the id of who wrote it.</param>
/// <param name="Text">The message as plain text.</param>
/// <param name="FromJamie">Whether Jamie wrote it.</param>
public sealed record ContextMessage(string Author, string Text, bool FromJamie);

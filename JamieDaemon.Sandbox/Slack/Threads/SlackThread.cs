namespace JamieDaemon.Sandbox.Slack.Threads;

/// <summary>What Slack shows around a thread, beside its messages, at one moment; a change makes a new one.</summary>
public sealed record SlackThread(string Channel, string ThreadTs)
{
    /// <summary>The "is thinking…" line; null when there is none.</summary>
    public string? Status { get; init; }

    /// <summary>What Slack shows in turn while the status stands.</summary>
    public IReadOnlyList<string> LoadingMessages { get; init; } = [];

    /// <summary>The agent session: <c>active</c>, <c>processing</c>, <c>suspended</c> or <c>closed</c>; null when there is none.</summary>
    public string? Session { get; init; }

    public string? Title { get; init; }

    public string? PromptsTitle { get; init; }

    public IReadOnlyList<SuggestedPrompt> Prompts { get; init; } = [];

    /// <summary>When the status was last set, for its two minutes count anew each time.</summary>
    internal DateTimeOffset StatusSetAt { get; init; }

    /// <summary>When it came to look like this.</summary>
    public DateTimeOffset ShownAt { get; init; }
}

/// <summary>A question that Slack offers to a member, and the message that it sends.</summary>
public sealed record SuggestedPrompt(string Title, string Message);

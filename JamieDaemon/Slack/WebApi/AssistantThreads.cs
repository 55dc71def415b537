using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The arguments of <c>assistant.threads.setStatus</c>: a line that says what the app is doing. It lapses after two minutes.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/assistant.threads.setStatus</remarks>
public sealed record AssistantThreadsSetStatus : Discreet
{
    public required string ChannelId { get; init; }
    public required string ThreadTs { get; init; }

    /// <summary>Empty to clear it.</summary>
    public required string Status { get; init; }
}

/// <summary>The arguments of <c>assistant.threads.setSuggestedPrompts</c>.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts</remarks>
public sealed record AssistantThreadsSetSuggestedPrompts : Discreet
{
    public required string ChannelId { get; init; }

    /// <summary>Of an assistant thread; absent for the Messages tab of an agent.</summary>
    public string? ThreadTs { get; init; }
    public string? Title { get; init; }

    /// <summary>At most four.</summary>
    public required IReadOnlyList<SuggestedPrompt> Prompts { get; init; }
}

/// <summary>What a click on it puts into the conversation.</summary>
/// <param name="Title">On the button.</param>
/// <param name="Message">Said in the asker's name.</param>
public sealed record SuggestedPrompt(string Title, string Message) : Discreet;

/// <summary>The arguments of <c>assistant.threads.setTitle</c>.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/assistant.threads.setTitle</remarks>
public sealed record AssistantThreadsSetTitle : Discreet
{
    public required string ChannelId { get; init; }
    public required string ThreadTs { get; init; }
    public required string Title { get; init; }
}

/// <summary>The arguments of <c>agents.sessions.setStatus</c>: while it is <c>processing</c>, Slack shows its own Stop button.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/agents.sessions.setStatus</remarks>
public sealed record AgentsSessionsSetStatus : Discreet
{
    public const string Processing = "processing";
    public const string Active = "active";

    public required string ChannelId { get; init; }
    public required string ThreadTs { get; init; }

    /// <summary><see cref="Processing"/>, <see cref="Active"/>, <c>suspended</c> or <c>closed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Used only by the call that creates the session; at most 200 characters.</summary>
    public string? Title { get; init; }
    public string? InitiatorUserId { get; init; }
}

namespace JamieDaemon.Answering;

/// <summary>Where a question was asked, in the chat's own ids.</summary>
/// <param name="Team">The workspace.</param>
/// <param name="Channel">The channel or the direct conversation.</param>
/// <param name="Thread">The thread that the question stands in; <see langword="null"/> when it stands in the channel itself.</param>
/// <param name="Message">The question's own message; <see langword="null"/> for a command, which leaves none.</param>
public sealed record Conversation(string Team, string Channel, string? Thread, string? Message);

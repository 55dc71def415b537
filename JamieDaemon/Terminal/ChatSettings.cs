namespace JamieDaemon.Terminal;

/// <summary>What the verb <c>chat</c> was told.</summary>
/// <param name="Question">The one question to answer; null to read questions from standard input.</param>
/// <param name="AsJson">One line of JSON for each answer.</param>
internal sealed record ChatSettings(string? Question, bool AsJson);

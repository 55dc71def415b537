namespace JamieDaemon.Telemetry;

/// <summary>What a job took of a model.</summary>
/// <param name="Model">Which one; <see langword="null"/> when none said a word.</param>
/// <param name="PromptTokens">Tokens that it read; <see langword="null"/> when it did not say.</param>
/// <param name="AnswerTokens">Tokens that it wrote; <see langword="null"/> when it did not say.</param>
public readonly record struct ModelUse(string? Model, long? PromptTokens, long? AnswerTokens);

using JamieDaemon.Telemetry;

namespace JamieDaemon.Answering;

/// <summary>How one question is to be answered, where that differs from the settings of the whole daemon.</summary>
/// <param name="SystemPrompt">Who the model is told to be; <see langword="null"/> for <see cref="AnsweringOptions.SystemPrompt"/>.</param>
/// <param name="Model">Which model answers; <see langword="null"/> for the configured one.</param>
/// <param name="Temperature">Sampling temperature; <see langword="null"/> for the configured one.</param>
public sealed record AnswerStyle(string? SystemPrompt = null, string? Model = null, float? Temperature = null) : Discreet
{
    /// <summary>As the settings say.</summary>
    public static readonly AnswerStyle Default = new();
}

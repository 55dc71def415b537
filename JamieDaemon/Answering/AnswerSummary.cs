namespace JamieDaemon.Answering;

/// <summary>What an answer took, for those who ask how it came about. Unknown figures are <see langword="null"/>.</summary>
public sealed record AnswerSummary
{
    /// <summary>The model that wrote it.</summary>
    public string? Model { get; init; }

    /// <summary>Tokens that the model read.</summary>
    public long? PromptTokens { get; init; }

    /// <summary>Tokens that the model wrote.</summary>
    public long? AnswerTokens { get; init; }

    /// <summary>From the question's receipt until somebody worked on it.</summary>
    public TimeSpan QueueWait { get; init; }

    /// <summary>From then until the model's first word.</summary>
    public TimeSpan? FirstWord { get; init; }

    /// <summary>Of that, loading the model, as the model's server measured it.</summary>
    public TimeSpan? Loading { get; init; }

    /// <summary>Of that, reading the prompt, as the model's server measured it.</summary>
    public TimeSpan? Reading { get; init; }

    /// <summary>From the first to the last word, as the model's server measured it.</summary>
    public TimeSpan? Writing { get; init; }

    /// <summary>From the question's receipt to the last word.</summary>
    public TimeSpan Total { get; init; }

    /// <summary>The trace in which all of it can be looked up; <see langword="null"/> when nobody records traces.</summary>
    public string? TraceId { get; init; }
}

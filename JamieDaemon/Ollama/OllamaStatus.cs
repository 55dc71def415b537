namespace JamieDaemon.Ollama;

/// <summary>Where the model edge stands.</summary>
public enum OllamaState
{
    /// <summary>Nobody has looked yet.</summary>
    Starting,

    /// <summary>The server does not answer, or not as Ollama does.</summary>
    Unreachable,

    /// <summary>The server answers but lacks the configured model.</summary>
    ModelMissing,

    /// <summary>The configured model cannot chat.</summary>
    ModelUnsuitable,

    /// <summary>The model is being loaded; questions wait for it.</summary>
    Loading,

    /// <summary>The model is there and was loaded.</summary>
    Ready,
}

/// <summary>An unchanging picture of the model edge, with one sentence for people.</summary>
public sealed record OllamaStatus(OllamaState State, string Sentence, DateTimeOffset Since)
{
    /// <summary>What the model can do, in Ollama's words (<c>completion</c>, <c>tools</c> …); empty when unknown.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>The window the model was trained for, in tokens; null when unknown.</summary>
    public long? ContextLength { get; init; }

    /// <summary>Whether people have to do something.</summary>
    public bool IsTrouble => State is OllamaState.Unreachable or OllamaState.ModelMissing or OllamaState.ModelUnsuitable;
}

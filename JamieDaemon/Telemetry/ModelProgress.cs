using Microsoft.Extensions.AI;

namespace JamieDaemon.Telemetry;

/// <summary>Where an answer stands before its first word.</summary>
public enum ModelPhase
{
    /// <summary>Others are served first, or the server has not said what it is at.</summary>
    Waiting,

    /// <summary>The model is not in memory yet.</summary>
    Loading,

    /// <summary>The model is in memory and works through the prompt.</summary>
    Reading,

    /// <summary>Tokens come, but none of them can be shown yet. Otherwise the first text says so itself.</summary>
    Writing,
}

/// <summary>
/// A word about the answer, in a stream of its own updates: such an update holds nothing else, so whoever only wants text passes over it.
/// </summary>
/// <remarks>It stands in this leaf because the model's edge says it and the core hears it.</remarks>
public sealed class ModelProgress(ModelPhase phase) : AIContent
{
    public ModelPhase Phase { get; } = phase;

    /// <summary>Requests that wait in front of this one; 0 = the next to be served.</summary>
    public int Ahead { get; init; }

    /// <summary>How long this phase will still take, from what was measured before; null while nothing was, or when that is used up.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>Tokens of the prompt, estimated from earlier prompts; null while nothing was measured.</summary>
    public int? Tokens { get; init; }

    /// <summary>What this update says about progress; null for one that carries a part of the answer.</summary>
    public static ModelProgress? In(ChatResponseUpdate update) =>
        update.Contents is [ModelProgress progress] ? progress : null;

    public ChatResponseUpdate ToUpdate() => new(ChatRole.Assistant, [this]);
}

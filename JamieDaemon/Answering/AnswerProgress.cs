using JamieDaemon.Telemetry;

namespace JamieDaemon.Answering;

/// <summary>What Jamie is doing for an asker who does not see any text yet.</summary>
/// <param name="Phase">The step.</param>
/// <param name="Ahead">While waiting: how many are served before; else 0.</param>
/// <param name="Left">How long the step will still take, from measured rates; <see langword="null"/> while nothing was measured.</param>
/// <param name="Tokens">While reading: the size of the prompt, as far as known.</param>
public sealed record AnswerProgress(AnswerPhase Phase, int Ahead = 0, TimeSpan? Left = null, int? Tokens = null)
{
    /// <summary>The model edge's own word, for the asker.</summary>
    public static AnswerProgress Of(ModelProgress step) => new(
        step.Phase switch
        {
            ModelPhase.Loading => AnswerPhase.Loading,
            ModelPhase.Reading => AnswerPhase.Reading,
            ModelPhase.Writing => AnswerPhase.Thinking,
            _ => AnswerPhase.Waiting,
        },
        step.Ahead,
        step.Left,
        step.Tokens);
}

/// <summary>The steps before the first word of an answer.</summary>
public enum AnswerPhase
{
    /// <summary>Others are served first.</summary>
    Waiting,

    /// <summary>Jamie reads what was said around the question.</summary>
    Gathering,

    /// <summary>The model is being loaded into memory.</summary>
    Loading,

    /// <summary>The model reads the prompt.</summary>
    Reading,

    /// <summary>The model writes what is not for the asker's eyes.</summary>
    Thinking,
}

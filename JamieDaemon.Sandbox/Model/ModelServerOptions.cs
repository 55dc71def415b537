namespace JamieDaemon.Sandbox.Model;

/// <summary>How the stand-in behaves.</summary>
public sealed record ModelServerOptions
{
    /// <summary>The port on loopback; 0 = any free one.</summary>
    public int Port { get; init; }

    public IReadOnlyList<SandboxModel> Models { get; init; } =
        [SandboxModel.ForChat("bruno-sre"), SandboxModel.ForEmbedding("nomic-embed-text", 768)];

    /// <summary>What it says to a prompt.</summary>
    public Func<ModelPrompt, string> Answer { get; init; } = ModelAnswer.FromPrompt;

    /// <summary>What it says when it breaks in the middle of an answer.</summary>
    public string ErrorText { get; init; } = "an error was encountered while running the model: unexpected EOF";

    /// <summary>Pieces an answer is sent in; null = one a word.</summary>
    public int? Tokens { get; init; }

    /// <summary>Time to "think up" one piece; zero = the whole answer at once.</summary>
    public TimeSpan TokenDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Time to load a model that is not loaded.</summary>
    public TimeSpan ColdLoad { get; init; }

    /// <summary>Whether <c>/api/ps</c> lists a model that is still being loaded, as some versions do.</summary>
    public bool ListsWhileLoading { get; init; }

    /// <summary>Tokens of a prompt read in a second; null = at once.</summary>
    public double? PromptSpeed { get; init; }

    /// <summary>Answers generated at once; the rest wait, without limit (<c>OLLAMA_NUM_PARALLEL</c>).</summary>
    public int Parallel { get; init; } = 1;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

namespace JamieDaemon.Sandbox.Load;

/// <summary>How the model's process is to behave.</summary>
/// <param name="Pace">How fast it thinks.</param>
/// <param name="Parallel">Answers at once.</param>
internal sealed record ModelProcessOptions(ModelPace Pace, int Parallel)
{
    /// <summary>Where it listens; 0 for any free port.</summary>
    public int Port { get; init; }

    /// <summary>The share (0 to 1) of answers that go wrong.</summary>
    public double Trouble { get; init; }

    /// <summary>Of the choice which.</summary>
    public int Seed { get; init; }
}

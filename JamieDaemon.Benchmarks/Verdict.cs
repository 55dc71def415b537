namespace JamieDaemon.Benchmarks;

/// <summary>How a benchmark compares with its limit.</summary>
public enum Verdict
{
    /// <summary>It is kept.</summary>
    Holds,

    /// <summary>It took longer, but no more than a busy machine explains: said, and no reason to fail.</summary>
    Over,

    /// <summary>It is broken.</summary>
    Missed,
}

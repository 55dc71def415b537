namespace JamieDaemon.Sandbox.Load;

/// <summary>What one run has measured.</summary>
public sealed record LoadResult(LoadPlan Plan, AnswerCount Audit)
{
    /// <summary>From each frame sent to its ack received.</summary>
    public required IReadOnlyList<TimeSpan> Acks { get; init; }

    /// <summary>From each question sent to the first words of its answer standing in Slack.</summary>
    public required IReadOnlyList<TimeSpan> FirstWords { get; init; }

    /// <summary>From each question sent to its whole answer standing in Slack.</summary>
    public required IReadOnlyList<TimeSpan> EndToEnd { get; init; }

    /// <summary>How late the generator was at the latest.</summary>
    public required TimeSpan GeneratorLate { get; init; }

    /// <summary>From the first question sent to the last answer whole.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Calls by Web API method; methods that were not called are left out.</summary>
    public required IReadOnlyList<(string Method, int Calls)> Calls { get; init; }

    public required int RateLimited { get; init; }

    public required int Unavailable { get; init; }

    public required TimeSpan LongestGap { get; init; }

    /// <summary>Null in runs without a refresh.</summary>
    public required TimeSpan? GapOnRefresh { get; init; }

    public required TimeSpan DaemonCpu { get; init; }

    public required long DaemonMemory { get; init; }

    /// <summary>What the daemon held, second by second, while questions came.</summary>
    public IReadOnlyList<ResourceSample> Resources { get; init; } = [];

    /// <summary>And at the end.</summary>
    public ResourceSample ResourcesAfter { get; init; }
}

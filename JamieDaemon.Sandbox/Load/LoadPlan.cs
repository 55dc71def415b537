namespace JamieDaemon.Sandbox.Load;

/// <summary>One run of the load: how many questions how fast, of which model, in which troubles, held to which limits.</summary>
public sealed record LoadPlan(string Name, int Count, double Rate)
{
    public static readonly IReadOnlyList<LoadPlan> All =
    [
        new("steady", 500, 50) { AckLimit = TimeSpan.FromMilliseconds(10) },
        // The compiler works beside it until the hot paths are hot: the burst is to meet a daemon that has been running.
        new("burst", 900, 300) { Warmup = 600, EndToEndLimit = TimeSpan.FromMilliseconds(150) },
        new("flood", 8000, 1000) { Model = ModelPace.Instant, EndToEndLimit = TimeSpan.FromMilliseconds(50) },
        new("streams", 500, 20) { Model = ModelPace.Slow, Warmup = 40, FirstWordsLimit = TimeSpan.FromMilliseconds(300) },
        // Slack allows 50 edits and 50 reads a minute: what cannot be had at once must still come.
        new("limits", 500, 50) { SlackLimits = true, Warmup = 20, Patience = TimeSpan.FromMinutes(15) },
        new("faults", 500, 50) { Faults = true, Model = ModelPace.Slow, Patience = TimeSpan.FromMinutes(2), Settling = TimeSpan.FromSeconds(15) },
    ];

    /// <summary>Long enough for what grows to show.</summary>
    public static readonly LoadPlan Soak = new("soak", 200_000, 300) { Warmup = 600, IsSoak = true, Patience = TimeSpan.FromMinutes(2), Settling = TimeSpan.FromSeconds(60) };

    /// <summary>Whether the daemon is watched for what grows.</summary>
    public bool IsSoak { get; init; }

    /// <summary>Questions before the first that counts; they take from the same limits.</summary>
    public int Warmup { get; init; } = 200;

    public ModelPace Model { get; init; } = ModelPace.Steady;

    /// <summary>Whether the workspace keeps Slack's published rate limits.</summary>
    public bool SlackLimits { get; init; }

    /// <summary>Whether everything of <see cref="LoadFaults"/> goes wrong meanwhile.</summary>
    public bool Faults { get; init; }

    /// <summary>How long after the last question the last answer may come.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long after the last answer nothing more may come: time for a second one to show.</summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What 99 of 100 acks must be under.</summary>
    public TimeSpan? AckLimit { get; init; }

    /// <summary>What 99 of 100 waits for the first visible word must be under.</summary>
    public TimeSpan? FirstWordsLimit { get; init; }

    /// <summary>What 99 of 100 answers must be under.</summary>
    public TimeSpan? EndToEndLimit { get; init; }

    /// <summary>Settings of the daemon in this run: without Slack's limits every answer may stream, with them as many as shipped.</summary>
    public IReadOnlyList<string> Settings => SlackLimits ? [] : LoadSetup.WithoutSlackLimits;

    public override string ToString() => $"{Name}: {Count} mentions at {Rate:0.#}/s after {Warmup} to warm up, model {Model}"
        + (SlackLimits ? ", under Slack's published limits" : "") + (Faults ? ", with faults" : "");
}

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>What a run has come to.</summary>
internal sealed record ChaosResult(ChaosPlan Plan)
{
    public required IReadOnlyList<(ChaosKind Kind, ChaosCount Count)> Counts { get; init; }

    public required IReadOnlyList<Kill> Kills { get; init; }

    /// <summary>Events that Slack gave up, as nobody had acknowledged them after every redelivery.</summary>
    public required int GivenUpBySlack { get; init; }

    public required IReadOnlyDictionary<Disaster, int> Disasters { get; init; }

    /// <summary>The longest time from a question to its whole answer.</summary>
    public required TimeSpan LongestSilence { get; init; }

    public required long DaemonMemory { get; init; }
}

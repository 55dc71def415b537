namespace JamieDaemon.Sandbox.Chaos;

/// <summary>What a run has come to.</summary>
internal sealed record ChaosResult(ChaosPlan Plan)
{
    public required IReadOnlyList<(ChaosKind Kind, ChaosCount Count)> Counts { get; init; }

    public required IReadOnlyList<Kill> Kills { get; init; }

    /// <summary>The commands whose answers some daemon was about to post, by its journal.</summary>
    public IReadOnlySet<int> Posted { get; init; } = new HashSet<int>();

    /// <summary>When the first question was asked, as a timestamp of the time provider.</summary>
    public required long Began { get; init; }

    /// <summary>Where the daemons' files are, when there is something to look for in them.</summary>
    public string? Home { get; init; }

    /// <summary>Whether a question was lost or answered twice.</summary>
    public bool IsBroken => Counts.Any(static entry => entry.Count.Lost.Count + entry.Count.Twice.Count > 0);

    /// <summary>Events that Slack gave up, as nobody had acknowledged them after every redelivery.</summary>
    public required int GivenUpBySlack { get; init; }

    public required IReadOnlyDictionary<Disaster, int> Disasters { get; init; }

    /// <summary>The longest time from a question to its whole answer.</summary>
    public required TimeSpan LongestSilence { get; init; }

    public required long DaemonMemory { get; init; }
}

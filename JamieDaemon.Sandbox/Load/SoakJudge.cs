namespace JamieDaemon.Sandbox.Load;

/// <summary>Holds what the daemon has held, over a long time, against what may grow: nothing.</summary>
internal static class SoakJudge
{
    /// <summary>The last quarter's peak of memory, as a multiple of the second's.</summary>
    private const double MostGrowth = 1.1;

    /// <summary>Connections to the model and to Slack come and go; what leaks does so by thousands.</summary>
    private const int Slack = 20;

    /// <param name="samples">One a second while questions came.</param>
    /// <param name="after">When all were answered and the connections had time to close.</param>
    public static IReadOnlyList<LoadFigure> Judge(IReadOnlyList<ResourceSample> samples, ResourceSample after)
    {
        var peaks = samples.Chunk((samples.Count + 3) / 4).Select(static quarter => quarter.Max(static sample => sample.Memory)).ToArray();
        if (peaks.Length < 4) return [new LoadFigure("memory by quarter", "too short a run", "four quarters", Holds: false)];
        var (growth, first) = ((double)peaks[3] / peaks[1], samples[0]);
        return
        [
            new("peak of memory in each quarter", string.Join(" · ", peaks.Select(static peak => $"{peak / 1e6:0.0}")) + " MB"),
            new("  last to second", $"{growth:0.00}", $"≤ {MostGrowth:0.0}", growth <= MostGrowth),
            Flat("open files: before · after", first.Files, after.Files),
            Flat("open sockets: before · after", first.Sockets, after.Sockets),
            Flat("threads: before · after", first.Threads, after.Threads),
        ];
    }

    private static LoadFigure Flat(string name, int before, int after) => new(name, $"{before} · {after}", $"≤ {before + Slack}", after <= before + Slack);
}

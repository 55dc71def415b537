using System.Globalization;

namespace JamieDaemon.Sandbox.Load;

/// <summary>Holds what a run has measured against what it must keep.</summary>
internal static class LoadJudge
{
    private const double MemoryLimit = 110;

    public static IReadOnlyList<LoadFigure> Judge(LoadResult run) =>
    [
        new("asked", $"{run.Plan.Count}"),
        new("answered", $"{run.Audit.Answered}", $"{run.Plan.Count}", run.Audit.Answered == run.Plan.Count),
        new("lost", $"{run.Audit.Lost}", "0", run.Audit.Lost == 0),
        new("twice", $"{run.Audit.Twice}", "0", run.Audit.Twice == 0),
        new("ack p50", Text(Percentile.Of(run.Acks, 50))),
        Held("ack p99", Percentile.Of(run.Acks, 99), run.Plan.AckLimit),
        new("first words p50", Text(Percentile.Of(run.FirstWords, 50))),
        Held("first words p99", Percentile.Of(run.FirstWords, 99), run.Plan.FirstWordsLimit),
        new("end to end p50", Text(Percentile.Of(run.EndToEnd, 50))),
        Held("end to end p99", Percentile.Of(run.EndToEnd, 99), run.Plan.EndToEndLimit),
        new("all answered after", $"{run.Duration.TotalSeconds:0.0} s"),
        new("questions late by", $"at most {Text(run.GeneratorLate)}"),
        new("API calls per answer", Calls(run)),
        new("429 · 503 answers", $"{run.RateLimited} · {run.Unavailable}"),
        .. Gaps(run),
        new("daemon's CPU per answer", $"{run.DaemonCpu.TotalMilliseconds / Math.Max(1, run.EndToEnd.Count):0.00} ms"),
        Memory(run),
        .. run.Plan.IsSoak ? SoakJudge.Judge(run.Resources, run.ResourcesAfter) : [],
    ];

    /// <summary>Whoever kills every socket cannot ask for one; a refresh and a quiet run can do without a gap.</summary>
    private static LoadFigure[] Gaps(LoadResult run) => run.Plan.Faults
        ?
        [
            new("longest time without a socket", Text(run.LongestGap)),
            new("  of it on refresh", Text(run.GapOnRefresh), "0 ms", run.GapOnRefresh == TimeSpan.Zero),
        ]
        : [new("longest time without a socket", Text(run.LongestGap), "0 ms", run.LongestGap == TimeSpan.Zero)];

    /// <summary>A soak leaves behind what is kept for an hour, by which each of its questions is recognised: it has a measure of its own. And where all goes wrong, all is held for longer.</summary>
    private static LoadFigure Memory(LoadResult run)
    {
        var megabytes = run.DaemonMemory / 1e6;
        const string Name = "daemon's memory after";
        return run.Plan is { IsSoak: true } or { Faults: true } ? new(Name, $"{megabytes:0.0} MB") : new(Name, $"{megabytes:0.0} MB", $"< {MemoryLimit:0} MB", megabytes < MemoryLimit);
    }

    private static LoadFigure Held(string name, TimeSpan? value, TimeSpan? limit) => limit is null
        ? new LoadFigure(name, Text(value))
        : new LoadFigure(name, Text(value), $"< {limit.Value.TotalMilliseconds:0} ms", value < limit);

    private static string Text(TimeSpan? value) =>
        value is { } measured ? measured.TotalMilliseconds.ToString("#,0.0", CultureInfo.InvariantCulture) + " ms" : "none";

    private static string Calls(LoadResult run) => string.Join(", ", run.Calls.Select(called =>
        $"{called.Method} {(double)called.Calls / Math.Max(1, run.Plan.Count):0.00}"));
}

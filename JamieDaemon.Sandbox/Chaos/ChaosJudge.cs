using JamieDaemon.Sandbox.Load;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>Holds what a run has come to against what is promised.</summary>
internal static class ChaosJudge
{
    public static IReadOnlyList<LoadFigure> Judge(ChaosResult run) =>
    [
        .. run.Counts.SelectMany(entry => Of(entry.Kind, entry.Count)),
        LostUnposted(run),
        new("events that Slack gave up", $"{run.GivenUpBySlack}"),
        new("longest silence", $"{run.LongestSilence.TotalSeconds:0.0} s"),
        .. Enum.GetValues<KillPhase>().Select(phase => Kills(run, phase)),
        new("disasters", string.Join(", ", run.Disasters.Select(entry => $"{entry.Key} {entry.Value}")), "each", run.Disasters.Values.Min() > 0),
        new("daemon's memory after", $"{run.DaemonMemory / 1e6:0.0} MB"),
    ];

    private static LoadFigure[] Of(ChaosKind kind, ChaosCount count)
    {
        var name = kind switch
        {
            ChaosKind.Thread => "threads",
            ChaosKind.Direct => "private",
            _ => "commands",
        };
        return
        [
            new($"{name}: asked", $"{count.Asked}"),
            new($"{name}: answered · told that not · refused", $"{count.Answered} · {count.Apologised} · {count.Refused}"),
            // Whether a message that only one person sees has arrived cannot be looked up: better never than twice.
            kind == ChaosKind.Command ? new($"{name}: lost", $"{count.Lost.Count}") : new($"{name}: lost", $"{count.Lost.Count}", "0", count.Lost.Count == 0),
            new($"{name}: twice", $"{count.Twice.Count}", "0", count.Twice.Count == 0),
            .. kind == ChaosKind.Thread ? [new LoadFigure("  refusals that no question needed", $"{count.RefusalsLeft}")] : Array.Empty<LoadFigure>(),
        ];
    }

    /// <summary>What was lost before it was about to be posted could have been answered, or left to Slack, which shows that a command failed.</summary>
    private static LoadFigure LostUnposted(ChaosResult run)
    {
        var lost = run.Counts.Where(static entry => entry.Kind == ChaosKind.Command).SelectMany(static entry => entry.Count.Lost).Count(question => !run.Posted.Contains(question.Number));
        return new LoadFigure("  without a \"posting\" record", $"{lost}", "0", lost == 0);
    }

    private static LoadFigure Kills(ChaosResult run, KillPhase phase)
    {
        var (count, least) = (run.Kills.Count(kill => kill.Phase == phase), run.Plan.Kills / 10);
        return new LoadFigure($"kills {phase switch
        {
            KillPhase.BeforeAck => "before the acknowledgement",
            KillPhase.Queued => "in the queue",
            KillPhase.BeforePost => "before the first words",
            KillPhase.MidAnswer => "in the middle of an answer",
            _ => "before its completion",
        }}", $"{count}", $"≥ {least}", count >= least);
    }
}

using System.CommandLine;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Load;
using Spectre.Console;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>The verb <c>chaos</c>: kills and trouble, and the count of what was lost or said twice.</summary>
internal static class ChaosCommand
{
    public static Command Build(IAnsiConsole console, TimeProvider time)
    {
        var seconds = NumberOption.WithDefault("--seconds", "How long questions come", value: 600, 10, 100_000);
        var kills = NumberOption.Optional("--kills", "How often the daemon is killed; once in six seconds unless said", 0, 10_000);
        var seed = NumberOption.WithDefault("--seed", "Of every random choice", value: 1, 0, int.MaxValue);
        var daemon = DaemonOption.Create();
        var withoutJournal = new Option<bool>("--without-journal") { Description = "Keep questions in memory only, and look for none that were missed, to see the run turn red" };
        var command = new Command("chaos", "Kill the daemon again and again while everything around it breaks; exit code 0 when nothing was lost or said twice")
        {
            seconds, kills, seed, daemon, withoutJournal,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var duration = TimeSpan.FromSeconds(parsed.GetValue(seconds));
            var plan = new ChaosPlan(duration, parsed.GetValue(kills) ?? (int)(duration.TotalSeconds / 6), parsed.GetValue(seed));
            var run = new ChaosRun(plan, parsed.GetValue(daemon) ?? DaemonBinary.Default, parsed.GetValue(withoutJournal) ? ["Journal:Directory=", "Slack:CatchUp=00:00:00"] : [], time);
            return RunAsync(console, plan, run, time, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(IAnsiConsole console, ChaosPlan plan, ChaosRun run, TimeProvider time, CancellationToken cancellationToken)
    {
        var result = await run.RunAsync(cancellationToken);
        foreach (var kill in result.Kills) console.WriteLine($"{kill.At.TotalSeconds,6:0.0} s  question {kill.Question}: aimed {kill.Aim}, hit {kill.Phase}");
        foreach (var (_, count) in result.Counts)
        {
            foreach (var lost in count.Lost) console.WriteLine($"{time.GetElapsedTime(result.Began, lost.SentAt).TotalSeconds,6:0.0} s  question {lost.Number} ({lost.Kind} {lost.Words.Ts}) is lost, or an earlier one of {lost.Asker}: refusals do not name theirs");
            foreach (var twice in count.Twice) console.WriteLine($"{time.GetElapsedTime(result.Began, twice.SentAt).TotalSeconds,6:0.0} s  question {twice.Number} ({twice.Kind} {twice.Words.Ts}) is answered twice");
        }

        if (result.Home is { } home) console.WriteLine($"The daemon's logs and journal are in {home}, and what stands in Slack.");
        var figures = ChaosJudge.Judge(result);
        LoadTable.Write(console, plan.ToString(), figures);
        var missed = figures.Count(figure => !figure.Holds);
        console.MarkupLine(missed == 0 ? "[green]Every promise is kept.[/]" : $"[red]{missed} promises are broken.[/]");
        return missed == 0 ? 0 : 1;
    }
}

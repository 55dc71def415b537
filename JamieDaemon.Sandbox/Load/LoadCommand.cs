using System.CommandLine;
using JamieDaemon.Sandbox.Daemon;
using Spectre.Console;

namespace JamieDaemon.Sandbox.Load;

/// <summary>The verb <c>load</c>: runs of load against the published daemon, each held to its limits.</summary>
internal static class LoadCommand
{
    public static Command Build(IAnsiConsole console, TimeProvider time)
    {
        var only = new Option<string[]>("--only")
        {
            Description = "Run only these",
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = true,
        };
        only.AcceptOnlyFromAmong([.. LoadPlan.All.Select(plan => plan.Name), LoadPlan.Soak.Name]);
        var count = NumberOption.Optional("--count", "Questions in each run", 1, 1_000_000);
        var rate = NumberOption.Optional("--rate", "Questions a second", 0.1, 10_000);
        var tokens = NumberOption.Optional("--tokens", "Pieces the model's answer comes in", 1, 10_000);
        var delay = NumberOption.Optional("--token-delay", "Milliseconds between two of them; 0 for no wait", 0.0, 10_000);
        var daemon = DaemonOption.Create();
        var command = new Command("load", "Load the daemon and hold it to its limits; exit code 0 when it keeps them all")
        {
            only, count, rate, tokens, delay, daemon,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var setup = new LoadSetup { Daemon = parsed.GetValue(daemon) ?? DaemonBinary.Default };
            var names = parsed.GetValue(only) ?? [];
            var plans = LoadPlan.All.Where(plan => names.Length == 0 || names.Contains(plan.Name)).Concat(names.Contains(LoadPlan.Soak.Name) ? [LoadPlan.Soak] : []).Select(plan => plan with
            {
                Count = parsed.GetValue(count) ?? plan.Count,
                Rate = parsed.GetValue(rate) ?? plan.Rate,
                Model = new ModelPace(
                    parsed.GetValue(tokens) ?? plan.Model.Tokens,
                    parsed.GetValue(delay) is { } ms ? TimeSpan.FromMilliseconds(ms) : plan.Model.TokenDelay),
            });
            return RunAsync(console, setup, plans, time, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        IAnsiConsole console, LoadSetup setup, IEnumerable<LoadPlan> plans, TimeProvider time,
        CancellationToken cancellationToken)
    {
        console.MarkupLineInterpolated($"Daemon    {setup.Daemon}");
        console.MarkupLineInterpolated($"Settings  {string.Join(' ', setup.Settings)}");
        console.MarkupLineInterpolated($"Each run  {LoadSetup.Channels} channels, context is read, warming up does not count");
        var missed = 0;
        foreach (var plan in plans)
        {
            var figures = LoadJudge.Judge(await new LoadRunner(setup, time).RunAsync(plan, cancellationToken));
            LoadTable.Write(console, plan.ToString(), figures);
            missed += figures.Count(figure => !figure.Holds);
        }

        console.MarkupLine(missed == 0 ? "[green]Every limit is kept.[/]" : $"[red]{missed} limits are missed.[/]");
        return missed == 0 ? 0 : 1;
    }
}

using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Model;
using Spectre.Console;

namespace JamieDaemon.Sandbox.Tour;

/// <summary>Shows all that Jamie does, without a terminal, and checks what is left of it in Slack and in the metrics.</summary>
internal static class TourVerb
{
    private static readonly TimeSpan ThinkingTime = TimeSpan.FromMilliseconds(5);

    public static async Task<int> RunAsync(IAnsiConsole console, TimeProvider time, CancellationToken cancellationToken)
    {
        var report = new TourReport(console);
        var model = new ModelServerOptions { TokenDelay = ThinkingTime, Time = time };
        await using var stage = await Stage.OpenAsync(model, ollama: null, FreePort.Find(), time, cancellationToken);
        report.Heading("The daemon");
        report.Check(
            $"started and said hello to Slack after {time.GetElapsedTime(stage.Daemon.Child.StartedAt).TotalMilliseconds:F0} ms",
            stage.Workspace.Sockets.Opened > 0);

        await new SlackTour(stage, report, time).RunAsync(cancellationToken);
        await new ObservabilityTour(stage.Daemon.Observability, report, time).RunAsync(cancellationToken);

        report.Heading("The end");
        var exitCode = await stage.Daemon.StopAsync();
        report.Check(
            "SIGTERM ends the daemon in good order, exit code 0",
            exitCode == 0, $"{exitCode}; it last wrote:\n{stage.Daemon.Child.Tail}");
        report.Sum();
        return report.Failed == 0 ? 0 : 1;
    }
}

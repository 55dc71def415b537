using System.CommandLine;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Load;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using Spectre.Console;

namespace JamieDaemon.Sandbox.Start;

/// <summary>The verb <c>start</c>: how long the published daemon takes from its start to Slack's first hello.</summary>
internal static class StartCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(300);

    public static Command Build(IAnsiConsole console, TimeProvider time)
    {
        var times = NumberOption.WithDefault("--count", "How often", value: 10, 1, 1000);
        var daemon = DaemonOption.Create();
        var command = new Command(
            "start", $"Start the daemon again and again; exit code 0 when the median is under {Limit.TotalMilliseconds} ms")
        {
            times, daemon,
        };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(console, parsed.GetValue(daemon) ?? DaemonBinary.Default, parsed.GetValue(times), time, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        IAnsiConsole console, string daemon, int count, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = new SlackWorkspaceOptions { Time = time };
        await using var slack = await SlackWorkspace.StartAsync(options, cancellationToken);
        await using var model = await ModelServer.StartAsync(new ModelServerOptions { Time = time }, cancellationToken);
        var settings = new DaemonSettings
        {
            Path = daemon,
            SlackApiUrl = slack.ApiUrl,
            ModelUrl = model.Url,
            ModelName = Stage.DefaultModel,
            Tokens = options,
            Environment = "production",
            Port = FreePort.Find(),
        };
        // The first start reads the program from disk, warms up our own servers, and does not count.
        await HelloAfterAsync(settings, slack, time, cancellationToken);
        var starts = new List<(TimeSpan Took, TimeSpan Cpu)>();
        for (var i = 0; i < count; i++)
            starts.Add(await HelloAfterAsync(settings, slack, time, cancellationToken));
        var took = starts.ConvertAll(start => start.Took);
        var median = Percentile.Of(took, 50)!.Value;
        var colour = median < Limit ? "green" : "red";
        console.MarkupLine(
            $"{count} starts, from the process's start to Slack's hello: min {took.Min().TotalMilliseconds:F0} ms, "
            + $"[{colour}]median {median.TotalMilliseconds:F0} ms[/] (limit {Limit.TotalMilliseconds:F0} ms), "
            + $"max {took.Max().TotalMilliseconds:F0} ms; "
            + $"processor time, median {Percentile.Of(starts.Select(start => start.Cpu), 50)!.Value.TotalMilliseconds:F0} ms");
        return median < Limit ? 0 : 1;
    }

    private static async Task<(TimeSpan Took, TimeSpan Cpu)> HelloAfterAsync(
        DaemonSettings settings, SlackWorkspace slack, TimeProvider time, CancellationToken cancellationToken)
    {
        await slack.Sockets.WhenAsync(now => now.Open.Count == 0, cancellationToken);
        await using var daemon = DaemonProcess.Start(settings, time);
        await daemon.WaitForSocketsAsync(slack.Sockets, 1, cancellationToken);
        var start = (time.GetElapsedTime(daemon.Child.StartedAt), daemon.Child.CpuTime);
        await daemon.StopAsync();
        return start;
    }
}

using System.CommandLine;
using JamieDaemon.Sandbox.Chaos;
using JamieDaemon.Sandbox.Load;
using JamieDaemon.Sandbox.Serve;
using JamieDaemon.Sandbox.Start;
using JamieDaemon.Sandbox.Terminal;
using JamieDaemon.Sandbox.Tour;
using Spectre.Console;

namespace JamieDaemon.Sandbox;

/// <summary>The sandbox's command line.</summary>
internal static class SandboxCommand
{
    private const int Usage = 2;

    /// <summary>After a Ctrl-C or SIGTERM; longer than the daemon takes to finish what it has accepted.</summary>
    private static readonly TimeSpan GoodbyeWithin = TimeSpan.FromSeconds(45);

    /// <summary>Lines in a pipe or a file are for grep: long, and without colours.</summary>
    private const int WidthWithoutTerminal = 160;

    public static async Task<int> RunAsync(string[] args)
    {
        var root = Build(CreateConsole(), TimeProvider.System);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
            return await ExplainAsync(root, parsed);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = GoodbyeWithin,
            });
        }
        catch (SandboxException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C: whoever pressed it knows.
            return 130;
        }
    }

    private static RootCommand Build(IAnsiConsole console, TimeProvider time)
    {
        var tour = new Option<bool>("--tour")
        {
            Description = "Show and check everything once, without a terminal; exit code 0 when all is well",
        };
        var port = NumberOption.Optional("--port", "Port of /metrics and /health; unless said, 9090 when it is free", 1, 65535);
        var root = new RootCommand(
            "Jamie in a sandbox: a Slack workspace and a model on this machine, and the real daemon between them. "
            + "Without a verb: ask it something.")
        {
            tour,
            port,
            LoadCommand.Build(console, time),
            ChaosCommand.Build(console, time),
            StartCommand.Build(console, time),
            ModelCommand.Build(time),
            ServeCommand.Build(time),
        };
        root.SetAction((parsed, cancellationToken) => parsed.GetValue(tour)
            ? TourVerb.RunAsync(console, time, cancellationToken)
            : SlackConsole.RunAsync(console, parsed.GetValue(port), time, cancellationToken));
        return root;
    }

    private static IAnsiConsole CreateConsole()
    {
        if (!Console.IsOutputRedirected)
            return AnsiConsole.Console;
        var plain = new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors };
        var console = AnsiConsole.Create(plain);
        console.Profile.Width = WidthWithoutTerminal;
        return console;
    }

    private static async Task<int> ExplainAsync(RootCommand root, ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync();
        var command = parsed.CommandResult.Command;
        string[] help = command == root ? ["--help"] : [command.Name, "--help"];
        await root.Parse(help).InvokeAsync(new InvocationConfiguration { Output = Console.Error });
        return Usage;
    }
}

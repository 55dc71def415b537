using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Model;
using Spectre.Console;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>The sandbox without a verb: starts everything, shows what Slack shows, takes questions, ends in good order.</summary>
internal static class SlackConsole
{
    private const int UsualPort = 9090;

    /// <summary>About twenty words a second, as a good machine has it: slow enough to see an answer grow.</summary>
    private static readonly TimeSpan ThinkingTime = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(
        IAnsiConsole console, int? port, TimeProvider time, CancellationToken cancellationToken)
    {
        var (ollama, description) = await ChooseModelAsync(cancellationToken);
        var standIn = ollama is null ? new ModelServerOptions { TokenDelay = ThinkingTime, Time = time } : null;
        await using var stage = await Stage.OpenAsync(standIn, ollama, port ?? FreePort.Find(UsualPort), time, cancellationToken);
        console.Write(Welcome.Running(stage, description, time.GetElapsedTime(stage.Daemon.Child.StartedAt)));

        var terminal = !Console.IsInputRedirected && !Console.IsOutputRedirected && console.Profile.Capabilities.Ansi;
        using var session = new ConsoleSession(stage.Workspace, console, terminal, time);
        IncidentScene.Post(stage.Workspace);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var talk = session.RunAsync(ended.Token);
        var first = await Task.WhenAny(talk, stage.Daemon.Child.Ended);
        // Ctrl-C reaches the daemon too, straight from the terminal.
        var died = first != talk && !cancellationToken.IsCancellationRequested && stage.Daemon.Child.ExitCode != 0;
        await ended.CancelAsync();
        await talk;
        var exitCode = await stage.Daemon.StopAsync();
        await session.EndAsync();
        if (died)
            throw stage.Daemon.Failure("The daemon stopped");
        console.MarkupLine(exitCode == 0
            ? "[grey]Jamie has finished what it was at and is gone. Bye![/]"
            : $"[red]Jamie ended with code {exitCode}.[/]");
        return exitCode;
    }

    private static async Task<((Uri Url, string Model)? Ollama, string Description)> ChooseModelAsync(
        CancellationToken cancellationToken)
    {
        const string standIn = "a stand-in that only quotes your question and its context";
        if (Environment.GetEnvironmentVariable("OLLAMA_URL") is not { Length: > 0 } given)
            return (null, $"{standIn}; set OLLAMA_URL (and MODEL_NAME) for a real one");
        var name = Environment.GetEnvironmentVariable("MODEL_NAME") is { Length: > 0 } wanted ? wanted : Stage.DefaultModel;
        // The scene has one model: of several servers, the first.
        if (Uri.TryCreate(given.Split(',')[0].Trim(), UriKind.Absolute, out var url)
            && await OllamaProbe.VersionAsync(url, cancellationToken) is { } version)
        {
            return ((url, name), $"{name} on the Ollama {version} at {url}");
        }

        return (null, $"{standIn}: no Ollama answers at OLLAMA_URL, {given}");
    }
}

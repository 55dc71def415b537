using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using JamieDaemon.Hosting;
using JamieDaemon.Observability;
using JamieDaemon.Terminal;

namespace JamieDaemon;

/// <summary>The verb <c>chat</c>: the core with a terminal in the place of Slack.</summary>
internal static class ChatVerb
{
    public static Command Build(string[] settings)
    {
        var question = new Argument<string[]>("question")
        {
            Description = "What to ask; without it, questions come from standard input (one from a pipe, many from a terminal)",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var json = new Option<bool>("--json") { Description = "Print one line of JSON for each answer" };
        var model = new Option<string?>("--model") { Description = "The model to ask instead of Ollama:Model", HelpName = "NAME" };
        var system = new Option<string?>("--system") { Description = "Who the model is told to be instead of Answering:SystemPrompt", HelpName = "TEXT" };
        var port = new Option<int?>("--metrics-port") { Description = "Serve /metrics and /health on this port meanwhile", HelpName = "PORT" };
        var command = new Command("chat", "Ask Jamie from the terminal, without Slack (exit code 0: answered, 1: not, 78: bad settings)")
        {
            question, json, model, system, port,
        };
        command.SetAction((parsed, _) =>
        {
            List<string> all = [.. settings];
            if (parsed.GetValue(model) is { } name) all.Add($"--Ollama:Model={name}");
            if (parsed.GetValue(system) is { } prompt) all.Add($"--Answering:SystemPrompt={prompt}");
            if (parsed.GetValue(port) is { } number) all.Add($"--Observability:Port={number}");
            var given = parsed.GetValue(question) ?? [];
            if (Array.Find(given, IsMistaken) is { } mistaken && !parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)) return RefuseAsync(mistaken);
            var words = string.Join(' ', given);
            var chat = new ChatSettings(words.Length > 0 ? words : null, parsed.GetValue(json));
            return RunAsync([.. all], chat, servesMetrics: parsed.GetValue(port) is not null);
        });
        return command;
    }

    /// <summary>A script whose option is misspelt wants to know, not to ask the model about it.</summary>
    private static bool IsMistaken(string word) => word.StartsWith("--", StringComparison.Ordinal);

    private static async Task<int> RefuseAsync(string option)
    {
        await Console.Error.WriteLineAsync($"There is no option {option}. Put the question in quotes, or -- before it, if it is a part of that. JamieDaemon chat --help tells more.");
        return HostExitCode.BadUsage;
    }

    private static async Task<int> RunAsync(string[] settings, ChatSettings chat, bool servesMetrics)
    {
        var screen = new TerminalScreen(Console.Out, Console.Error, showsProgress: !Console.IsErrorRedirected);
        var builder = JamieHost.CreateBareBuilder(settings);
        if (servesMetrics)
        {
            builder.AddObservability();
            // It repeats every component that is not healthy at every look, before the eyes of whoever chats.
            builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        }

        JamieHost.AddCore(builder);
        builder.AddTerminal(chat, screen);
        using var host = builder.Build();
        if (JamieSettings.AreBad(builder.Services, host.Services)) return HostExitCode.BadSettings;

        var asked = chat.Question ?? (Console.IsInputRedirected ? (await Console.In.ReadToEndAsync()).Trim() : null);
        if (asked is "")
        {
            await Console.Error.WriteLineAsync("There is no question on standard input.");
            return HostExitCode.BadUsage;
        }

        await host.StartAsync();
        var terminal = host.Services.GetRequiredService<TerminalChat>();
        // The first Ctrl-C stops the answer. One that has no answer to stop does what it does to every program.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = terminal.TryStop());
        var isAnswered = true;
        if (asked is not null) isAnswered = (await terminal.AskAsync(asked)).IsAnswered;
        else await terminal.AskAllAsync(Console.In);
        await host.StopAsync();
        return isAnswered ? HostExitCode.Stopped : HostExitCode.Failed;
    }
}

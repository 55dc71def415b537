using System.CommandLine;
using JamieDaemon.Sandbox.Model;

namespace JamieDaemon.Sandbox.Load;

/// <summary>The verb <c>model</c>: the model stand-in alone, until somebody stops it.</summary>
internal static class ModelCommand
{
    public static Command Build(TimeProvider time)
    {
        var port = new Option<int>("--port") { Description = "Port on the loopback address; 0 for any", HelpName = "N", DefaultValueFactory = _ => 11434 };
        var tokens = new Option<int?>("--tokens") { Description = "Pieces an answer comes in; a word each unless said", HelpName = "N" };
        var delay = new Option<double>("--token-delay")
        {
            Description = "Milliseconds between two of them",
            HelpName = "MS",
            DefaultValueFactory = _ => 20,
        };
        var parallel = new Option<int>("--parallel") { Description = "Answers at once", HelpName = "N", DefaultValueFactory = _ => 1 };
        var load = new Option<bool>("--load") { Description = "Give the answers of a load run, which are known beforehand" };
        var command = new Command("model", "Run only the model's stand-in, which speaks Ollama's protocol, and print its address")
        {
            port, tokens, delay, parallel, load,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var server = await ModelServer.StartAsync(
                new ModelServerOptions
                {
                    Port = parsed.GetValue(port),
                    Tokens = parsed.GetValue(tokens),
                    TokenDelay = TimeSpan.FromMilliseconds(parsed.GetValue(delay)),
                    Parallel = parsed.GetValue(parallel),
                    Answer = parsed.GetValue(load) ? ModelAnswer.ForLoad : ModelAnswer.FromPrompt,
                    Time = time,
                },
                cancellationToken);
            Console.WriteLine(server.Url);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return 0;
        });
        return command;
    }
}

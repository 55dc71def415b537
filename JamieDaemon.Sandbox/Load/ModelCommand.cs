using System.CommandLine;
using JamieDaemon.Sandbox.Model;

namespace JamieDaemon.Sandbox.Load;

/// <summary>The verb <c>model</c>: the model stand-in alone, until somebody stops it.</summary>
internal static class ModelCommand
{
    public static Command Build(TimeProvider time)
    {
        var port = NumberOption.WithDefault("--port", "Port on the loopback address; 0 for any", value: 11434, 0, 65535);
        var tokens = NumberOption.Optional("--tokens", "Pieces an answer comes in; a word each unless said", 1, 10_000);
        var delay = NumberOption.WithDefault("--token-delay", "Milliseconds between two of them", value: 20.0, 0, 10_000);
        var parallel = NumberOption.WithDefault("--parallel", "Answers at once", value: 1, 1, 10_000);
        var cold = NumberOption.WithDefault("--cold-load", "Milliseconds to load a model that is not in memory", value: 0.0, 0, 600_000);
        var speed = NumberOption.Optional("--prompt-speed", "Tokens of a prompt read in a second; at once unless said", 1, 1_000_000);
        var trouble = NumberOption.WithDefault("--trouble", "Share of the answers that go wrong", value: 0.0, 0, 1);
        var seed = NumberOption.WithDefault("--seed", "Of the choice which", value: 1, 0, int.MaxValue);
        var load = new Option<bool>("--load") { Description = "Give the answers of a load run, which are known beforehand" };
        var command = new Command("model", "Run only the model's stand-in, which speaks Ollama's protocol, and print its address")
        {
            port, tokens, delay, parallel, cold, speed, trouble, seed, load,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var server = await ModelServer.StartAsync(
                new ModelServerOptions
                {
                    Port = parsed.GetValue(port),
                    Tokens = parsed.GetValue(tokens),
                    TokenDelay = TimeSpan.FromMilliseconds(parsed.GetValue(delay)),
                    ColdLoad = TimeSpan.FromMilliseconds(parsed.GetValue(cold)),
                    PromptSpeed = parsed.GetValue(speed),
                    Parallel = parsed.GetValue(parallel),
                    Answer = parsed.GetValue(load) ? ModelAnswer.ForLoad : ModelAnswer.FromPrompt,
                    Time = time,
                },
                cancellationToken);
            server.Faults.Haunt(parsed.GetValue(trouble), parsed.GetValue(seed));
            Console.WriteLine(server.Url);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return 0;
        });
        return command;
    }
}

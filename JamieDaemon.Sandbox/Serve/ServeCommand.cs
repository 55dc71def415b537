using System.CommandLine;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Serve;

/// <summary>The verb <c>serve</c>: the workspace and the model's stand-in for a daemon that somebody else starts, by systemd or in a container.</summary>
internal static class ServeCommand
{
    public static Command Build(TimeProvider time)
    {
        var slackPort = NumberOption.WithDefault("--slack-port", "Port of the workspace on the loopback address; 0 for any", value: 0, 0, 65535);
        var modelPort = NumberOption.WithDefault("--model-port", "Port of the model's stand-in; 0 for any", value: 0, 0, 65535);
        var delay = NumberOption.WithDefault("--token-delay", "Milliseconds between two words of the model", value: 20.0, 0, 10_000);
        var command = new Command(
            "serve",
            "Run the workspace and the model's stand-in for a daemon that is started elsewhere; print its settings, ask each line of standard "
            + "input, and print when an answer has begun and when it is whole")
        {
            slackPort, modelPort, delay,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var manifest = await DaemonManifest.ReadAsync(DaemonBinary.Default, cancellationToken);
            var options = new SlackWorkspaceOptions
            {
                Port = parsed.GetValue(slackPort),
                BotScopes = manifest.BotScopes,
                BotEvents = manifest.BotEvents,
                AppKind = manifest.AppKind,
                Time = time,
            };
            var model = new ModelServerOptions
            {
                Port = parsed.GetValue(modelPort),
                TokenDelay = TimeSpan.FromMilliseconds(parsed.GetValue(delay)),
                Answer = ModelAnswer.ForLoad,
                Time = time,
            };
            await RunAsync(options, model, Console.In, Console.Out, cancellationToken);
            return 0;
        });
        return command;
    }

    /// <summary>Ends with its input.</summary>
    internal static async Task RunAsync(
        SlackWorkspaceOptions options, ModelServerOptions modelOptions, TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        await using var slack = await SlackWorkspace.StartAsync(options, cancellationToken);
        await using var model = await ModelServer.StartAsync(modelOptions, cancellationToken);
        var lines = TextWriter.Synchronized(output);
        await lines.WriteLineAsync(
            $"SLACK_API_URL={slack.ApiUrl}\nSLACK_BOT_TOKEN={options.BotToken}\nSLACK_APP_TOKEN={options.AppToken}\nOLLAMA_URL={model.Url}\nMODEL_NAME={Stage.DefaultModel}\n");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> watching = [TellSocketsAsync(slack, lines, over.Token)];
        for (var number = 1; await input.ReadLineAsync(cancellationToken) is { } question; number++)
        {
            // The mark, because the stand-in's answer to it is known to its last word.
            watching.Add(AskAsync(slack, $"load-{number}: {question}", number, lines, over.Token));
        }

        await over.CancelAsync();
        await Task.WhenAll(watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task AskAsync(SlackWorkspace slack, string question, int number, TextWriter lines, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var ts = slack.Mention("general", "oncall", question);
        await lines.WriteLineAsync($"asked {number}");
        var expected = ModelAnswer.ExpectedAnswer(question);
        await slack.Messages.WhenAsync(message => IsOurs(message) && message.Said.StartsWith(expected[..expected.IndexOf(':', StringComparison.Ordinal)], StringComparison.Ordinal), cancellationToken);
        await lines.WriteLineAsync($"begun {number}");
        await slack.Messages.WhenAsync(message => IsOurs(message) && message.Said.StartsWith(expected, StringComparison.Ordinal), cancellationToken);
        await lines.WriteLineAsync($"answered {number}");

        bool IsOurs(SlackMessage message) => message.ThreadTs == ts && message.BotId is not null;
    }

    private static async Task TellSocketsAsync(SlackWorkspace slack, TextWriter lines, CancellationToken cancellationToken)
    {
        for (var told = 0; ;)
        {
            await slack.Sockets.WhenAsync(sockets => sockets.Open.Count != told, cancellationToken);
            told = slack.Sockets.Open.Count;
            await lines.WriteLineAsync($"sockets {told}");
        }
    }
}

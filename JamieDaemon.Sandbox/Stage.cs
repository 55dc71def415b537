using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox;

/// <summary>Everything a play needs: the workspace, a model, and the real daemon between them.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string DefaultModel = "bruno-sre";
    private readonly ModelServer? _standIn;

    private Stage(SlackWorkspace workspace, ModelServer? standIn, DaemonProcess daemon)
    {
        (Workspace, _standIn, Daemon) = (workspace, standIn, daemon);
    }

    public SlackWorkspace Workspace { get; }

    public DaemonProcess Daemon { get; }

    /// <summary>Starts all three and waits until the daemon listens.</summary>
    /// <param name="model">The stand-in to start; null when <paramref name="ollama"/> is there.</param>
    /// <param name="ollama">A real Ollama and the model to use on it.</param>
    public static async Task<Stage> OpenAsync(
        ModelServerOptions? model, (Uri Url, string Model)? ollama, int port, TimeProvider time,
        CancellationToken cancellationToken)
    {
        // As in life: what the manifest does not ask for is not granted, and a call that needs it fails.
        var manifest = await DaemonManifest.ReadAsync(DaemonBinary.Default, cancellationToken);
        var options = new SlackWorkspaceOptions
        {
            BotScopes = manifest.BotScopes,
            BotEvents = manifest.BotEvents,
            AppKind = manifest.AppKind,
            Time = time,
        };
        var workspace = await SlackWorkspace.StartAsync(options, cancellationToken);
        var standIn = model is null ? null : await ModelServer.StartAsync(model, cancellationToken);
        var daemon = DaemonProcess.Start(
            new DaemonSettings
            {
                SlackApiUrl = workspace.ApiUrl,
                ModelUrl = standIn?.Url ?? ollama!.Value.Url,
                ModelName = ollama?.Model ?? DefaultModel,
                Tokens = options,
                Port = port,
            },
            time);
        var stage = new Stage(workspace, standIn, daemon);
        try
        {
            await daemon.WaitForSocketsAsync(workspace.Sockets, 1, cancellationToken);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Daemon.DisposeAsync();
        if (_standIn is not null)
            await _standIn.DisposeAsync();
        await Workspace.DisposeAsync();
    }
}

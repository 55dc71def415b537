using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>The published daemon as a process of its own, between a loopback workspace and a model.</summary>
internal sealed class DaemonUnderTest : IAsyncDisposable
{
    private DaemonUnderTest(SlackWorkspace slack, ModelServer model, DaemonProcess daemon) => (Slack, Model, Daemon) = (slack, model, daemon);

    public SlackWorkspace Slack { get; }

    public ModelServer Model { get; }

    public DaemonProcess Daemon { get; }

    public Uri Metrics => new(Daemon.Observability, "metrics");

    public static Task<DaemonUnderTest> StartAsync(params string[] settings) =>
        StartWithAsync(new ModelServerOptions { TokenDelay = TimeSpan.Zero }, settings);

    public static async Task<DaemonUnderTest> StartWithAsync(ModelServerOptions modelOptions, params string[] settings)
    {
        var options = RunningJamie.Granted();
        var slack = await SlackWorkspace.StartAsync(options, Limits.Token);
        var model = await ModelServer.StartAsync(modelOptions, Limits.Token);
        var daemon = DaemonProcess.Start(
            new DaemonSettings
            {
                Path = Path.Combine(SandboxProgram.Folder, "daemon"),
                SlackApiUrl = slack.ApiUrl,
                ModelUrl = model.Url,
                ModelName = "bruno-sre",
                Tokens = options,
                Port = FreePort.Find(),
                Settings = ["Observability:ScrapeCache=00:00:00", .. settings],
            },
            TimeProvider.System);
        await daemon.WaitForSocketsAsync(slack.Sockets, 1, Limits.Token);
        return new DaemonUnderTest(slack, model, daemon);
    }

    public async ValueTask DisposeAsync()
    {
        await Daemon.DisposeAsync();
        await Slack.DisposeAsync();
        await Model.DisposeAsync();
    }
}

using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Slack;
using JamieDaemon.Slack.SocketMode;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.Support;

/// <summary>The real listener on real sockets against a loopback workspace; its clock stands still until the test moves it.</summary>
internal sealed class RunningListener : IAsyncDisposable
{
    private readonly IHost _host;

    private RunningListener(SlackWorkspace workspace, IHost host, MeterReadings readings) => (Workspace, _host, Readings) = (workspace, host, readings);

    public CollectingLoggerProvider Logs => (CollectingLoggerProvider)_host.Services.GetRequiredService<ILoggerProvider>();

    public MeterReadings Readings { get; }

    public ManualTimeProvider Time => (ManualTimeProvider)_host.Services.GetRequiredService<TimeProvider>();

    public SlackWorkspace Workspace { get; }

    public RecordingInbox Inbox => (RecordingInbox)_host.Services.GetRequiredService<ISocketModeInbox>();

    public SocketModeState State => _host.Services.GetRequiredService<SocketModeState>();

    public GhostSockets Ghosts => _host.Services.GetRequiredService<GhostSockets>();

    public static async Task<RunningListener> StartAsync(Action<SlackWorkspace>? before = null, string botToken = "xoxb-sandbox", string appToken = "xapp-sandbox", int sockets = 2)
    {
        var workspace = await SlackWorkspace.StartAsync(new SlackWorkspaceOptions(), Limits.Token);
        before?.Invoke(workspace);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = [$"--Slack:ApiUrl={workspace.ApiUrl}", $"--Slack:BotToken={botToken}", $"--Slack:AppToken={appToken}", $"--Slack:Sockets={sockets}"],
        });
        builder.Services.AddSingleton<TimeProvider>(new ManualTimeProvider());
        var readings = new MeterReadings();
        builder.Services.AddMetrics();
        builder.Services.AddSingleton(readings.Factory);
        builder.Services.AddSingleton<ISocketModeInbox, RecordingInbox>();
        builder.Services.AddSingleton<ILoggerProvider>(new CollectingLoggerProvider());
        builder.AddSocketMode();
        var host = builder.Build();
        await host.StartAsync();
        return new RunningListener(workspace, host, readings);
    }

    /// <summary>Waits until that many sockets are open at Slack's side.</summary>
    public Task WhenOpenAsync(int count) => Workspace.Sockets.WhenAsync(sockets => sockets.Open.Count == count, Limits.Token);

    /// <summary>Waits until that many sockets have ever been opened.</summary>
    public Task WhenOpenedAsync(int count) => Workspace.Sockets.WhenAsync(sockets => sockets.Opened == count, Limits.Token);

    /// <summary>Waits until Jamie knows of that many live sockets.</summary>
    public Task WhenLiveAsync(int count) => Eventually.HoldsAsync(() => State.Live == count);

    /// <summary>Lets waits run out, one after the other, until a socket is live.</summary>
    public Task AdvanceUntilOpenAsync(TimeSpan step) => AdvanceUntilAsync(step, () => State.Live > 0);

    /// <summary>Lets waits run out, one after the other, until the condition holds.</summary>
    public Task AdvanceUntilAsync(TimeSpan step, Func<bool> condition) => Eventually.HoldsAsync(() =>
    {
        if (condition()) return true;
        Time.Advance(step);
        return false;
    });

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Readings.Dispose();
        await Workspace.DisposeAsync();
    }
}

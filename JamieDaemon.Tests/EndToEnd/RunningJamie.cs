using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Manifest;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Hosting;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>The whole daemon in this process, between a loopback workspace and a model, on real sockets and real time.</summary>
internal sealed class RunningJamie : IAsyncDisposable
{
    private readonly IHost _host;

    private RunningJamie(SlackWorkspace slack, ModelServer model, IHost host) => (Slack, Model, _host) = (slack, model, host);

    public SlackWorkspace Slack { get; }

    public ModelServer Model { get; }

    public IServiceProvider Services => _host.Services;

    public static async Task<RunningJamie> StartAsync(
        SlackWorkspaceOptions? slackOptions = null, ModelServerOptions? modelOptions = null, params string[] settings)
    {
        var slack = await SlackWorkspace.StartAsync(slackOptions ?? Granted(), Limits.Token);
        var model = await ModelServer.StartAsync(modelOptions ?? new ModelServerOptions { TokenDelay = TimeSpan.Zero }, Limits.Token);
        var builder = JamieHost.CreateBuilder(
        [
            $"--Slack:ApiUrl={slack.ApiUrl}", "--Slack:BotToken=xoxb-sandbox", "--Slack:AppToken=xapp-sandbox", $"--Ollama:Url={model.Url}",
            $"--Observability:Port={Support.FreePort.Next()}", "--Observability:Address=localhost", "--Observability:Logs:Directory=",
            "--Slack:StateDirectory=",
            .. settings.Select(setting => $"--{setting}"),
        ]);
        var host = builder.Build();
        await host.StartAsync();
        await slack.Sockets.WhenAsync(sockets => sockets.Open.Count > 0, Limits.Token);
        return new RunningJamie(slack, model, host);
    }

    /// <summary>A workspace that grants what the manifest asks for and nothing more.</summary>
    /// <param name="kind">What Slack makes of the app; what the manifest makes of it when left out.</param>
    public static SlackWorkspaceOptions Granted(SlackAppKind? kind = null)
    {
        var manifest = JamieDaemon.Sandbox.Daemon.DaemonManifest.Read(SlackManifest.ToJson(new SlackOptions()));
        return new SlackWorkspaceOptions { BotScopes = manifest.BotScopes, BotEvents = manifest.BotEvents, AppKind = kind ?? manifest.AppKind };
    }

    /// <summary>Waits for a message of Jamie's under the question whose text is final, which is when it satisfies the predicate.</summary>
    public Task<SlackMessage> WhenAnsweredAsync(string threadTs, Func<string, bool> text) =>
        Slack.Messages.WhenAsync(message => message.ThreadTs == threadTs && message.BotId is not null && text(message.Said), Limits.Token);

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await Slack.DisposeAsync();
        await Model.DisposeAsync();
    }
}

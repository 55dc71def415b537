using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Manifest;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>The whole daemon in this process, between a loopback workspace and a model, on real sockets and real time.</summary>
internal sealed class RunningJamie : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly string[] _settings;
    private readonly Action<IServiceCollection> _services;
    private readonly int _port = FreePort.Find();
    private readonly TempFolder _folder = new();
    private bool _isGuest;
    private IHost _host;

    private RunningJamie(SlackWorkspace slack, ModelServer model, string[] settings, Action<IServiceCollection> services)
    {
        (Slack, Model, _settings, _services) = (slack, model, settings, services);
        _host = Build();
    }

    public SlackWorkspace Slack { get; }

    public ModelServer Model { get; }

    public Uri MetricsAddress => new($"http://localhost:{_port}/metrics");

    public IServiceProvider Services => _host.Services;

    /// <summary>Those that have said hello, by Jamie's own count; the workspace counts them a moment earlier.</summary>
    public int LiveSockets => Services.GetRequiredService<SocketModeState>().Live;

    public static Task<RunningJamie> StartAsync(
        SlackWorkspaceOptions? slackOptions = null, ModelServerOptions? modelOptions = null, params string[] settings) =>
        StartWithAsync(static _ => { }, slackOptions, modelOptions, settings);

    /// <summary>With something in it that the daemon does not bring itself.</summary>
    public static async Task<RunningJamie> StartWithAsync(
        Action<IServiceCollection> services, SlackWorkspaceOptions? slackOptions = null, ModelServerOptions? modelOptions = null, params string[] settings)
    {
        var slack = await SlackWorkspace.StartAsync(slackOptions ?? Granted(), Limits.Token);
        var model = await ModelServer.StartAsync(modelOptions ?? new ModelServerOptions { TokenDelay = TimeSpan.Zero }, Limits.Token);
        var jamie = new RunningJamie(slack, model, settings, services);
        await jamie.StartAsync();
        return jamie;
    }

    /// <summary>Another daemon in the same workspace, with the same model; to be disposed of first.</summary>
    public async Task<RunningJamie> StartBesideAsync(params string[] settings)
    {
        var other = new RunningJamie(Slack, Model, settings, static _ => { }) { _isGuest = true };
        var before = Slack.Sockets.Open.Count;
        await other._host.StartAsync();
        await Slack.Sockets.WhenAsync(sockets => sockets.Open.Count > before, Limits.Token);
        return other;
    }

    /// <summary>Ends the daemon in good order and starts another one, which finds the journal of the first.</summary>
    /// <param name="meanwhile">What happens while there is none.</param>
    public async Task RestartAsync(Action? meanwhile = null)
    {
        await _host.StopAsync();
        _host.Dispose();
        meanwhile?.Invoke();
        _host = Build();
        await StartAsync();
    }

    /// <summary>The page that Prometheus would see.</summary>
    public Task<string> MetricsAsync() => Http.GetStringAsync(MetricsAddress, Limits.Token);

    /// <summary>The JSON of <c>/health</c>.</summary>
    public Task<string> HealthAsync() => Http.GetStringAsync(new Uri(MetricsAddress, "/health"), Limits.Token);

    /// <summary>The same as OpenMetrics, which tells of units and exemplars.</summary>
    public async Task<string> OpenMetricsAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, MetricsAddress);
        request.Headers.Add("Accept", "application/openmetrics-text;version=1.0.0");
        using var response = await Http.SendAsync(request, Limits.Token);
        return await response.Content.ReadAsStringAsync(Limits.Token);
    }

    /// <summary>The first page that has this line.</summary>
    public Task<string> WhenMetricsAsync(string line) => WhenMetricsAsync(page => page.Contains(line, StringComparison.Ordinal), line.Trim());

    /// <summary>The first page that the condition holds for; <paramref name="what"/> says what was waited for.</summary>
    public async Task<string> WhenMetricsAsync(Func<string, bool> condition, string what)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        var limit = Limits.Token;
        while (true)
        {
            var page = await MetricsAsync();
            if (condition(page)) return page;
            if (limit.IsCancellationRequested) Assert.Fail($"{what} never came; the page was\n{page}");
            await tick.WaitForNextTickAsync();
        }
    }

    private IHost Build()
    {
        var builder = JamieHost.CreateBuilder(Settings());
        _services(builder.Services);
        return builder.Build();
    }

    private string[] Settings() =>
    [
        $"--Slack:ApiUrl={Slack.ApiUrl}", "--Slack:BotToken=xoxb-sandbox", "--Slack:AppToken=xapp-sandbox", $"--Ollama:Url={Model.Url}",
        $"--Observability:Port={_port}", "--Observability:Address=localhost", "--Observability:Logs:Directory=", "--Observability:ScrapeCache=00:00:00",
        "--Slack:StateDirectory=", $"--Journal:Directory={_folder.File("journal")}",
        .. _settings.Select(setting => $"--{setting}"),
    ];

    private async Task StartAsync()
    {
        await _host.StartAsync();
        await Eventually.HoldsAsync(() => LiveSockets > 0);
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
        _folder.Dispose();
        if (_isGuest) return;
        await Slack.DisposeAsync();
        await Model.DisposeAsync();
    }
}

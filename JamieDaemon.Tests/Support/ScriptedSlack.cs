using System.Net;
using JamieDaemon.Hosting;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Slack;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Support;

/// <summary>The real Web API client against a scripted server, on a clock that the test moves; chance is one half.</summary>
internal sealed class ScriptedSlack : IAsyncDisposable
{
    public const string BotToken = "xoxb-1-bot-secret";
    public const string AppToken = "xapp-1-app-secret";

    /// <summary>Unlike every other wait in these tests, so that a test can tell which timer it waits for.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(20);

    private readonly SlackExchange _exchange;

    private ScriptedSlack(ScriptedHttpServer server, Uri apiUrl)
    {
        (Server, Clock) = (server, new SlackClock(Time));
        var options = new SlackOptions { BotToken = BotToken, AppToken = AppToken, ApiUrl = apiUrl, CallTimeout = CallTimeout };
        var handlers = new NetworkHandlers(Options.Create(new NetworkOptions()), new WebProxy());
        _exchange = new SlackExchange(handlers, options, Clock, Time);
        Lanes = new CallLanes(Time);
        Observer = new JobObserver(new JamieMeter(Meters), Some.SlowOperations, NullLogger<JobObserver>.Instance);
        var caller = new SlackCaller(
            _exchange, Lanes, new SlackApiMetrics(new JamieMeter(Meters)), Observer, new HalfRandom(), Time, NullLogger<SlackWebApiClient>.Instance);
        Client = new SlackWebApiClient(caller, new SlackOrigin(apiUrl));
    }

    public ScriptedHttpServer Server { get; }
    public ManualTimeProvider Time { get; } = new();
    public TestMeterFactory Meters { get; } = new();
    public SlackClock Clock { get; }
    public CallLanes Lanes { get; }
    public JobObserver Observer { get; }
    public SlackWebApiClient Client { get; }

    public static async Task<ScriptedSlack> StartAsync()
    {
        var server = await ScriptedHttpServer.StartAsync();
        return new ScriptedSlack(server, new Uri(server.Url, "/api/"));
    }

    /// <summary>The server listens, but the client is told of a port where nobody does.</summary>
    public static async Task<ScriptedSlack> StartUnreachableAsync() =>
        new(await ScriptedHttpServer.StartAsync(), new Uri($"http://127.0.0.1:{FreePort.Find()}/api/"));

    public async ValueTask DisposeAsync()
    {
        _exchange.Dispose();
        Meters.Dispose();
        await Server.DisposeAsync();
    }

    private sealed class HalfRandom : Random
    {
        public override double NextDouble() => 0.5;
    }
}

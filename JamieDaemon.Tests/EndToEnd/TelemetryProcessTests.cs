using System.Diagnostics;
using JamieDaemon.Hosting;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>Telemetry as an operator sets it: variables of the environment of a process.</summary>
public sealed class TelemetryProcessTests
{
    private const string ExporterFile = "OpenTelemetry.Exporter.OpenTelemetryProtocol.dll";

    private static readonly HttpClient Http = new();

    [Test]
    public async Task Without_a_destination_nothing_of_OTLP_is_loaded()
    {
        var maps = await RunAsync(daemon => File.ReadAllTextAsync($"/proc/{daemon.Id}/maps"));
        Assert.That(maps, Does.Contain("OpenTelemetry.dll").And.Not.Contain(ExporterFile));
    }

    [Test]
    public async Task With_one_it_is_and_the_variables_reach_it_but_not_Logfire()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var logfire = await OtlpReceiver.StartAsync();
        var maps = await RunAsync(
            async daemon =>
            {
                await Eventually.HoldsAsync(() => collector.Requests.Count > 0 && logfire.Requests.Count > 0);
                return await File.ReadAllTextAsync($"/proc/{daemon.Id}/maps");
            },
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_HEADERS", "x-key=canary0"), ("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "x-traces=canary0"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json"), ("OTEL_PROPAGATORS", "tracecontext,b3"), ("OTEL_EXPORTER_OTLP_COMPRESSION", "none"), ("OTEL_BSP_SCHEDULE_DELAY", "100"), ("OTEL_METRIC_EXPORT_INTERVAL", "100"),
            ("WEAVER_LOGFIRE_TOKEN", "pylf_v1_us_other"), ("LOGFIRE_TOKEN", "pylf_v1_us_canary1"), ("LOGFIRE_BASE_URL", logfire.Url), ("OTEL_SERVICE_NAME", "jamie-test"));
        Assert.That(maps, Does.Contain(ExporterFile));
        var said = collector.Requests.SelectMany(request => request.Headers.Where(header => header.Key.StartsWith("x-", StringComparison.Ordinal)), (request, header) => (request.Signal, header.Key));
        Assert.That(said.Distinct(), Is.SubsetOf(new[] { ("traces", "x-traces"), ("metrics", "x-key"), ("logs", "x-key") }).And.Not.Empty);
        Assert.That(logfire.Requests.SelectMany(request => request.Headers.Keys), Has.None.StartsWith("x-"));
        Assert.That(logfire.Requests.Select(request => request.Headers["Authorization"]), Is.All.EqualTo("pylf_v1_us_canary1"));
        Assert.That((collector.Holds("jamie-test"), logfire.Holds("jamie-test"), collector.Holds("jamie-sre-chatbot")), Is.EqualTo((true, true, false)));
    }

    [Test]
    public async Task Whatever_Logfire_hears_has_begun_it_hears_the_end_of()
    {
        await using var logfire = await OtlpReceiver.StartAsync();
        await RunAsync(
            async _ =>
            {
                await Eventually.HoldsAsync(async () =>
                {
                    var spans = (await logfire.ReadAsync()).Spans.ToLookup(span => span.IsPending);
                    var ended = spans[false].Select(span => span.SpanId).ToHashSet();
                    return spans[true].Any(begun => begun.Name == "slack.handle_mention") && spans[true].All(begun => ended.Contains(begun.ParentSpanId));
                });
                return "";
            },
            ("LOGFIRE_TOKEN", "pylf_v1_us_canary1"), ("LOGFIRE_BASE_URL", logfire.Url));
    }

    [Test]
    public async Task OTEL_SDK_DISABLED_leaves_the_page()
    {
        var page = await RunAsync(
            async (daemon, port) => await Http.GetStringAsync($"http://localhost:{port}/metrics", Limits.Token),
            ("OTEL_SDK_DISABLED", "true"), ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"));
        Assert.That(page, Does.Contain("\nslack_mentions_total{").And.Contain("\ndotnet_gc_collections_total{"));
    }

    [Test]
    public async Task Wrong_variables_are_all_named_without_their_values_and_end_the_process_with_78()
    {
        using var daemon = DaemonProgram.Start(
            ("SLACK_BOT_TOKEN", "xoxb-sandbox"), ("SLACK_APP_TOKEN", "xapp-sandbox"), ("OTEL_EXPORTER_OTLP_ENDPOINT", "secret0:4318"),
            ("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "http://127.0.0.1:9/"), ("OTEL_EXPORTER_OTLP_HEADERS", "secret1"), ("OTEL_EXPORTER_OTLP_CERTIFICATE", "/no/such.pem"), ("LOGFIRE_TOKEN", "secret3, secret4"));
        var errors = await daemon.StandardError.ReadToEndAsync(Limits.Token);
        await daemon.WaitForExitAsync(Limits.Token);
        Assert.That(daemon.ExitCode, Is.EqualTo(HostExitCode.BadSettings), errors);
        foreach (var name in (string[])["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_CERTIFICATE", "LOGFIRE_TOKEN"]) Assert.That(errors, Does.Contain(name));
        Assert.That(errors, Does.Not.Contain("secret"));
    }

    private static Task<string> RunAsync(Func<Process, Task<string>> look, params (string Name, string Value)[] variables) => RunAsync((daemon, _) => look(daemon), variables);

    private static async Task<string> RunAsync(Func<Process, int, Task<string>> look, params (string Name, string Value)[] variables)
    {
        await using var slack = await SlackWorkspace.StartAsync(RunningJamie.Granted(), Limits.Token);
        await using var model = await ModelServer.StartAsync(new ModelServerOptions { TokenDelay = TimeSpan.Zero }, Limits.Token);
        using var logs = new TempFolder();
        var port = FreePort.Find();
        using var daemon = DaemonProgram.Start(
        [
            ("SLACK_BOT_TOKEN", "xoxb-sandbox"), ("SLACK_APP_TOKEN", "xapp-sandbox"), ("SLACK_API_URL", slack.ApiUrl.AbsoluteUri), ("OLLAMA_URL", model.Url.AbsoluteUri),
            ("Observability__Port", $"{port}"), ("Observability__Address", "localhost"), ("Observability__Logs__Directory", logs.Path), ("Journal__Directory", ""), .. variables,
        ]);
        try
        {
            await slack.Sockets.WhenAsync(sockets => sockets.Open.Count > 0, Limits.Token);
            var ts = slack.Mention("general", "oncall", "what is a canary?");
            await slack.Messages.WhenAsync(message => message.ThreadTs == ts && message.BotId is not null && message.Said.Contains("You asked", StringComparison.Ordinal), Limits.Token);
            return await look(daemon, port);
        }
        finally
        {
            daemon.Kill();
            await daemon.WaitForExitAsync(Limits.Token);
        }
    }
}

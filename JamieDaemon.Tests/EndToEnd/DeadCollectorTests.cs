using System.Text.Json;
using JamieDaemon.Hosting;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Tests.Hosting;
using JamieDaemon.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>A receiver that is down, or says no, costs nobody an answer.</summary>
public sealed class DeadCollectorTests
{
    private static readonly string[] Hasty =
    [
        "OTEL_BSP_SCHEDULE_DELAY=100", "OTEL_BLRP_SCHEDULE_DELAY=100", "OTEL_METRIC_EXPORT_INTERVAL=100",
    ];

    private static IEnumerable<TestCaseData> Obstacles =>
    [
        Obstacle("refused", "refused", null),
        Obstacle("silent", "no answer within 0.4 s", HttpAnswers.Hang),
        Obstacle("unavailable", "HTTP 503", HttpAnswers.Status(503)),
        Obstacle("unauthorized", "HTTP 401", HttpAnswers.Status(401)),
        Obstacle("too large", "HTTP 413", HttpAnswers.Status(413)),
        Obstacle("a page", "answered text/html, no OTLP receiver", HttpAnswers.Status(200)),
        Obstacle("cut", "An error occurred while sending the request: ", HttpAnswers.Cut),
        Obstacle("partial", "some were rejected", Partial),
    ];

    [TestCaseSource(nameof(Obstacles))]
    public async Task What_does_not_arrive_is_counted_and_said_once(string said, RequestDelegate? answer)
    {
        using var logs = new TempFolder();
        await using var collector = await OtlpReceiver.StartAsync();
        if (answer is not null) collector.Answer = answer;
        var url = answer is null ? $"http://127.0.0.1:{FreePort.Find()}" : collector.Url;
        // Only where nobody answers: on a busy machine an answer may take as long.
        string[] patience = answer == HttpAnswers.Hang ? ["OTEL_EXPORTER_OTLP_TIMEOUT=400"] : [];
        await using (var jamie = await RunningJamie.StartAsync(settings: [$"Observability:Otlp:Endpoint={url}", $"Observability:Logs:Directory={logs.Path}", .. Hasty, .. patience]))
        {
            var ts = jamie.Slack.Mention("general", "oncall", "what is a canary?");
            await jamie.WhenAnsweredAsync(ts, text => text.Contains("You asked", StringComparison.Ordinal));
            await Eventually.HoldsAsync(async () => Lost(await jamie.MetricsAsync()) is { } lost && lost.Count == 6 && lost.Count(one => one > 0) == 3);
            await Eventually.HoldsAsync(async () => Otlp(await jamie.HealthAsync()) is ("degraded", var why) && why.Contains(said, StringComparison.OrdinalIgnoreCase));
        }

        var failed = (await File.ReadAllLinesAsync(Directory.GetFiles(logs.Path, "*.json").Single())).Where(line => line.Contains("\"otlp.export_failed\"", StringComparison.Ordinal)).ToList();
        Assert.That(failed, Has.Count.EqualTo(3).And.All.Contains(said).IgnoreCase, "once for each signal");
        Assert.That(failed, Has.None.Contains(".. "));
    }

    [Test]
    public async Task When_it_takes_them_again_that_is_said_and_counted_no_more()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        var takes = collector.Answer;
        collector.Answer = HttpAnswers.Status(503);
        await using var jamie = await RunningJamie.StartAsync(settings: [$"Observability:Otlp:Endpoint={collector.Url}", .. Hasty]);
        await Eventually.HoldsAsync(async () => Otlp(await jamie.HealthAsync()).Status == "degraded");
        collector.Answer = takes;
        jamie.Slack.Mention("general", "oncall", "what is a canary?");
        await Eventually.HoldsAsync(async () => Otlp(await jamie.HealthAsync()).Status == "healthy");
    }

    [Test]
    public async Task An_address_that_never_answers_holds_up_the_stop_for_five_seconds_at_most()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        collector.Answer = HttpAnswers.Hang;
        var jamie = await RunningJamie.StartAsync(settings:
        [
            $"Observability:Otlp:Endpoint={collector.Url}", "Observability:Logfire:Token=pylf_v1_us_x", $"Observability:Logfire:BaseUrl={collector.Url}",
        ]);
        var ts = jamie.Slack.Mention("general", "oncall", "what is a canary?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("You asked", StringComparison.Ordinal));
        var began = TimeProvider.System.GetTimestamp();
        await jamie.DisposeAsync();
        Assert.That(TimeProvider.System.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(9)), "all destinations together, and the sockets' goodbye");
    }

    [Test]
    public async Task Nor_does_it_hold_up_the_end_of_a_start_that_failed()
    {
        using var logs = new TempFolder();
        await using var collector = await OtlpReceiver.StartAsync();
        collector.Answer = HttpAnswers.Hang;
        var builder = RunVerbTests.BrokenDaemon(
            logs, $"--Observability:Otlp:Endpoint={collector.Url}", "--Observability:Logfire:Token=pylf_v1_us_x", $"--Observability:Logfire:BaseUrl={collector.Url}");
        var began = TimeProvider.System.GetTimestamp();
        Assert.That(await RunVerb.RunAsync(builder), Is.EqualTo(HostExitCode.Failed));
        Assert.That(TimeProvider.System.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(9)), "five seconds, and the start");
    }

    private static Task Partial(HttpContext context)
    {
        context.Response.ContentType = "application/x-protobuf";
        return context.Response.Body.WriteAsync(new byte[] { 0x0a, 2, 0x08, 1 }).AsTask();
    }

    private static TestCaseData Obstacle(string name, string said, RequestDelegate? answer) => new TestCaseData(said, answer).SetArgDisplayNames(name);

    private static List<double> Lost(string page) =>
        [.. page.Split('\n').Where(line => line.StartsWith("jamie_otlp_export_failures_total{", StringComparison.Ordinal)).Select(line => double.Parse(line.Split(' ')[1]))];

    private static (string Status, string Why) Otlp(string health)
    {
        using var read = JsonDocument.Parse(health);
        // Until the first look at them there are no components.
        if (!read.RootElement.GetProperty("components").TryGetProperty("otlp", out var component)) return ("", "");
        return (component.GetProperty("status").GetString()!, component.GetProperty("description").GetString()!);
    }
}

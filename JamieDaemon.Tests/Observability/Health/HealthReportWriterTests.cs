using System.Text;
using System.Text.Json;
using JamieDaemon.Observability;
using JamieDaemon.Observability.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Tests.Observability.Health;

public sealed class HealthReportWriterTests
{
    private static readonly ServiceIdentity Service = new("jamie-sre-chatbot", "1.2.3", "testing");
    private static readonly DateTimeOffset Now = new(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    [Test]
    public void Health_is_written_whole()
    {
        var data = new Dictionary<string, object>
        {
            ["length"] = 3,
            ["ratio"] = 0.03,
            ["full"] = false,
            ["oldest"] = TimeSpan.FromSeconds(1.5),
            ["since"] = Now,
            ["status"] = "a key that is taken",
        };
        var report = Report(("queue", new(HealthStatus.Healthy, "3 of 100", TimeSpan.Zero, exception: null, data)));
        Assert.That(Text(HealthReportWriter.Health(report, Service, alive: true, Now, TimeSpan.FromSeconds(12.3456))), Is.EqualTo(
            """{"status":"healthy","service":"jamie-sre-chatbot","version":"1.2.3","environment":"testing","telemetry_enabled":true,"""
            + """
              "timestamp":"2030-01-02T03:04:05.678Z","uptime_seconds":12.346,"components":{
              """
            + """
              "queue":{"status":"healthy","description":"3 of 100","length":3,"ratio":0.03,"full":false,"oldest":1.5,
              """
            + """
              "since":"2030-01-02T03:04:05.678Z"}}}
              """
            + "\n"));
    }

    [TestCase(HealthStatus.Healthy, true, "healthy")]
    [TestCase(HealthStatus.Degraded, true, "degraded")]
    [TestCase(HealthStatus.Unhealthy, true, "unhealthy")]
    [TestCase(HealthStatus.Healthy, false, "unhealthy")]
    public void The_worst_component_gives_the_status_unless_the_process_is_stuck(HealthStatus worst, bool alive, string status)
    {
        var report = Report(("a", Entry(HealthStatus.Healthy)), ("b", Entry(worst)));
        using var json = JsonDocument.Parse(HealthReportWriter.Health(report, Service, alive, Now, TimeSpan.Zero));
        Assert.That(json.RootElement.GetProperty("status").GetString(), Is.EqualTo(status));
    }

    [Test]
    public void Neither_an_exception_nor_a_secret_is_shown()
    {
        var thrown = new InvalidOperationException("connection string: SECRET");
        var report = Report(
            ("thrown", new(HealthStatus.Unhealthy, thrown.Message, TimeSpan.Zero, thrown, data: null)),
            ("told", new(HealthStatus.Unhealthy, "Slack refused xoxb-1-SECRET", TimeSpan.Zero, thrown,
                    new Dictionary<string, object> { ["url"] = "wss://x/?ticket=SECRET" })));
        var text = Text(HealthReportWriter.Health(report, Service, alive: true, Now, TimeSpan.Zero));
        Assert.That(text, Does.Not.Contain("SECRET").And.Contain("The check itself failed; the log says how.")
            .And.Contain("Slack refused [redacted]"));
    }

    [Test]
    public void Readiness_says_what_the_host_still_lacks()
    {
        Assert.That(Text(HealthReportWriter.Ready(Report(), ready: false, "starting")),
            Is.EqualTo("""{"ready":false,"status":"not_ready","host":"starting","components":{}}""" + "\n"));
        Assert.That(Text(HealthReportWriter.Ready(Report(), ready: true, waitingFor: null)),
            Is.EqualTo("""{"ready":true,"status":"ready","components":{}}""" + "\n"));
    }

    [Test]
    public void Liveness_is_short() =>
        Assert.That(Text(HealthReportWriter.Live(alive: true, TimeSpan.FromSeconds(2))),
            Is.EqualTo("""{"live":true,"heartbeat_age_seconds":2}""" + "\n"));

    private static HealthReportEntry Entry(HealthStatus status) =>
        new(status, description: null, TimeSpan.Zero, exception: null, data: null);

    private static HealthReport Report(params (string Name, HealthReportEntry Entry)[] entries) =>
        new(entries.ToDictionary(one => one.Name, one => one.Entry), TimeSpan.Zero);

    private static string Text(byte[] json) => Encoding.UTF8.GetString(json);
}

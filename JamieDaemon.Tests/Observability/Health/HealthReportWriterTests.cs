using System.Text;
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
        Assert.That(Text(HealthReportWriter.Health(State(report) with { Uptime = TimeSpan.FromSeconds(12.3456) }, Service)), Is.EqualTo(
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

    [Test]
    public void Neither_an_exception_nor_a_secret_is_shown()
    {
        var thrown = new InvalidOperationException("connection string: SECRET");
        var report = Report(
            ("thrown", new(HealthStatus.Unhealthy, thrown.Message, TimeSpan.Zero, thrown, data: null)),
            ("told", new(HealthStatus.Unhealthy, "Slack refused xoxb-1-SECRET", TimeSpan.Zero, thrown,
                    new Dictionary<string, object> { ["url"] = "wss://x/?ticket=SECRET" })));
        var text = Text(HealthReportWriter.Health(State(report), Service));
        Assert.That(text, Does.Not.Contain("SECRET").And.Contain("The check itself failed; the log says how.")
            .And.Contain("Slack refused [redacted]"));
    }

    private static HealthState State(HealthReport report) => new()
    {
        Report = report,
        HeartbeatAge = TimeSpan.Zero,
        Now = Now,
        Uptime = TimeSpan.Zero,
        HasStarted = true,
        IsStopping = false,
    };

    private static HealthReport Report(params (string Name, HealthReportEntry Entry)[] entries) =>
        new(entries.ToDictionary(one => one.Name, one => one.Entry), TimeSpan.Zero);

    private static string Text(byte[] json) => Encoding.UTF8.GetString(json);
}

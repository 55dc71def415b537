using System.Text;
using JamieDaemon.Observability;
using JamieDaemon.Observability.Endpoint;
using JamieDaemon.Observability.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Tests.Observability.Health;

/// <summary>What the port answers, read again.</summary>
public sealed class HealthReadingTests
{
    private static readonly ServiceIdentity Service = new("jamie-sre-chatbot", "1.2.3", "testing");

    private static readonly HealthState Well = new()
    {
        Report = Components(HealthStatus.Healthy, HealthStatus.Healthy),
        HeartbeatAge = TimeSpan.FromSeconds(2.25),
        Now = DateTimeOffset.UnixEpoch,
        Uptime = TimeSpan.FromHours(50.5),
        HasStarted = true,
        IsStopping = false,
    };

    private static IEnumerable<TestCaseData> Answers() =>
    [
        //     asked           answered                                                                                      well   in one line
        Answer("/health",       Well,                                                                                         true,  "healthy: Jamie 1.2.3 for 50:30:00"),
        Answer("/health",       Well with { Report = Components(HealthStatus.Healthy, HealthStatus.Degraded) },               true,  "degraded: Jamie 1.2.3 for 50:30:00; ollama is degraded (it is away)"),
        Answer("/health",       Well with { Report = Components(HealthStatus.Unhealthy, HealthStatus.Healthy) },              false, "unhealthy: Jamie 1.2.3 for 50:30:00; slack is unhealthy (it is away)"),
        Answer("/health",       Well with { HeartbeatAge = TimeSpan.FromMinutes(2) },                                         false, "unhealthy: Jamie 1.2.3 for 50:30:00"),
        Answer("/health/ready", Well,                                                                                         true,  "ready"),
        Answer("/health/ready", Well with { Report = null },                                                                  false, "not ready: starting"),
        Answer("/health/ready", Well with { Report = Components(HealthStatus.Unhealthy, HealthStatus.Degraded) },             false, "not ready; slack is unhealthy (it is away)"),
        Answer("/health/live",  Well,                                                                                         true,  "live: its last heartbeat is 2.3 s old"),
        Answer("/health/live",  Well with { HeartbeatAge = TimeSpan.FromMinutes(2) },                                         false, "not live: its last heartbeat is 120 s old"),
    ];

    [TestCaseSource(nameof(Answers))]
    public void Each_answer_has_its_line(string route, HealthState state, bool isWell, string sentence) => Assert.That(
        HealthReading.Of(route, ObservabilityResponder.Health(ObservabilityRoutes.OfPath(route), state, Service).Body.ToArray()),
        Is.EqualTo(new HealthReading(isWell, sentence)));

    [TestCase("")]
    [TestCase("<html>")]
    [TestCase("[]")]
    [TestCase("""{"status":"UP"}""")]
    [TestCase("""{"status":"healthy","version":1,"uptime_seconds":"x","components":{}}""")]
    [TestCase("""{"live":"yes","heartbeat_age_seconds":1,"ready":1}""")]
    public void What_nobody_but_somebody_else_answers_is_no_reading(string body) => Assert.Multiple(() =>
    {
        foreach (var route in new[] { ObservabilityRoutes.Health, ObservabilityRoutes.Ready, ObservabilityRoutes.Live })
            Assert.That(HealthReading.Of(route, Encoding.UTF8.GetBytes(body)), Is.Null, route);
    });

    [Test]
    public void Whoever_holds_the_port_cannot_steer_the_terminal() => Assert.That(
        HealthReading.Of("/health/ready", """{"ready":false,"host":"\u001b[2J\nready","components":{}}"""u8.ToArray())?.Sentence, Is.EqualTo("not ready:  [2J ready"));

    private static TestCaseData Answer(string route, HealthState state, bool isWell, string sentence) =>
        new TestCaseData(route, state, isWell, sentence).SetArgDisplayNames(route, sentence);

    private static HealthReport Components(HealthStatus slack, HealthStatus ollama) => new(
        new Dictionary<string, HealthReportEntry> { ["slack"] = Entry(slack, Readiness.GateTag), ["ollama"] = Entry(ollama) }, TimeSpan.Zero);

    private static HealthReportEntry Entry(HealthStatus status, params string[] tags) =>
        new(status, status == HealthStatus.Healthy ? null : "it is away", TimeSpan.Zero, exception: null, data: null, tags);
}

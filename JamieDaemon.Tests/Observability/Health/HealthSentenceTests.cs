using JamieDaemon.Observability.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Tests.Observability.Health;

/// <summary>Every state of the process beside the line that systemctl status shows.</summary>
public sealed class HealthSentenceTests
{
    private static readonly HealthState Well = new()
    {
        Report = Report(("slack", Entry(HealthStatus.Healthy, gates: true)), ("ollama", Entry(HealthStatus.Healthy))),
        HeartbeatAge = TimeSpan.FromSeconds(1),
        Now = DateTimeOffset.UnixEpoch,
        Uptime = TimeSpan.FromHours(1),
        HasStarted = true,
        IsStopping = false,
    };

    private static readonly HealthReportEntry Deaf = Entry(HealthStatus.Unhealthy, "no live socket for 31 s", gates: true);
    private static readonly HealthReportEntry NoModel = Entry(HealthStatus.Degraded, "http://gpu:11434 does not answer");

    private static IEnumerable<TestCaseData> States() =>
    [
        State("all is well", Well, "Hears Slack and takes questions"),
        State("before the first look", Well with { Report = null }, "Started; Slack and the model are not looked at yet"),
        State("no model", Well with { Report = Report(("ollama", NoModel)) }, "Hears Slack and takes questions; ollama is degraded (http://gpu:11434 does not answer)"),
        State("deaf, and no model", Well with { Report = Report(("ollama", NoModel), ("slack", Deaf)) },
            "Not ready: slack is unhealthy (no live socket for 31 s); ollama is degraded (http://gpu:11434 does not answer)"),
        State("a look that never ends", Well with { ReportAge = TimeSpan.FromMinutes(2) }, "Not ready (stuck)"),
        State("nothing to say about it", Well with { Report = Report(("logging", Entry(HealthStatus.Degraded))) }, "Hears Slack and takes questions; logging is degraded"),
        State("a secret in the words of others", Well with { Report = Report(("ollama", Entry(HealthStatus.Degraded, "said: token xoxb-1234567890-abcdefghij"))) },
            "Hears Slack and takes questions; ollama is degraded (said: token [redacted])"),
        State("a line break in them", Well with { Report = Report(("ollama", Entry(HealthStatus.Degraded, "a\nREADY=1"))) }, "Hears Slack and takes questions; ollama is degraded (a READY=1)"),
    ];

    [TestCaseSource(nameof(States))]
    public void Each_state_has_its_line(HealthState state, string expected) => Assert.That(HealthSentence.Of(state), Is.EqualTo(expected));

    [Test]
    public void A_line_stays_a_line() => Assert.That(
        HealthSentence.Of(Well with { Report = Report(("slack", Entry(HealthStatus.Unhealthy, new string('x', 500), gates: true))) }),
        Has.Length.EqualTo(HealthSentence.Longest).And.EndsWith("x…"));

    private static TestCaseData State(string name, HealthState state, string expected) => new TestCaseData(state, expected).SetArgDisplayNames(name);

    private static HealthReport Report(params (string Name, HealthReportEntry Entry)[] entries) =>
        new(entries.ToDictionary(entry => entry.Name, entry => entry.Entry), TimeSpan.Zero);

    private static HealthReportEntry Entry(HealthStatus status, string? description = null, bool gates = false) =>
        new(status, description, TimeSpan.Zero, exception: null, data: null, gates ? [Readiness.GateTag] : []);
}

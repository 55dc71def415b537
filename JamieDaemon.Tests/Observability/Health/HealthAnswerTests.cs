using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using JamieDaemon.Observability;
using JamieDaemon.Observability.Endpoint;
using JamieDaemon.Observability.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Tests.Observability.Health;

/// <summary>Every state of the process beside what the four probes get: a code, and the word that goes with it.</summary>
public sealed class HealthAnswerTests
{
    private static readonly ServiceIdentity Service = new("jamie-sre-chatbot", "1.2.3", "testing");

    private static readonly HealthState Well = new()
    {
        Report = Components(),
        HeartbeatAge = TimeSpan.FromSeconds(1),
        Now = DateTimeOffset.UnixEpoch,
        Uptime = TimeSpan.FromHours(1),
        HasStarted = true,
        IsStopping = false,
    };

    private static readonly TimeSpan LongestInterval = TimeSpan.Parse(
        (string)typeof(ObservabilityOptions).GetProperty(nameof(ObservabilityOptions.HealthInterval))!.GetCustomAttribute<System.ComponentModel.DataAnnotations.RangeAttribute>()!.Maximum, CultureInfo.InvariantCulture);

    private static IEnumerable<TestCaseData> States() =>
    [
        //    state                                                                                        live  ready                     health
        State("all is well", Well,                                                                         200,  "200 ready",              "200 healthy"),
        State("before the first look", Well with { Report = null },                                        200,  "503 not_ready starting", "200 degraded"),
        State("starting", Well with { HasStarted = false },                                                200,  "503 not_ready starting", "200 healthy"),
        State("stopping", Well with { IsStopping = true },                                                 200,  "503 not_ready stopping", "200 healthy"),
        State("no model", Well with { Report = Components(ollama: HealthStatus.Degraded) },                200,  "200 ready",              "200 degraded"),
        State("a reconnect", Well with { Report = Components(slack: HealthStatus.Degraded) },              200,  "200 ready",              "200 degraded"),
        State("deaf", Well with { Report = Components(slack: HealthStatus.Unhealthy) },                    200,  "503 not_ready",          "200 unhealthy"),
        State("a full queue", Well with { Report = Components(queue: HealthStatus.Unhealthy) },            200,  "503 not_ready",          "200 unhealthy"),
        State("a full disk", Well with { Report = Components(logging: HealthStatus.Unhealthy) },           200,  "200 ready",              "200 unhealthy"),
        State("a late heartbeat", Well with { HeartbeatAge = TimeSpan.FromSeconds(59.9) },                 200,  "200 ready",              "200 healthy"),
        State("a heartbeat that stands still", Well with { HeartbeatAge = TimeSpan.FromSeconds(60) },      503,  "200 ready",              "503 unhealthy"),
        State("a look that never ends", Well with { ReportAge = TimeSpan.FromSeconds(60) },                200,  "503 not_ready stuck",    "200 healthy"),
        State("just before a look that is as seldom as it may be", Well with { ReportAge = LongestInterval }, 200, "200 ready",             "200 healthy"),
        State("everything ill", Well with { Report = Components(HealthStatus.Unhealthy, HealthStatus.Unhealthy, HealthStatus.Unhealthy, HealthStatus.Unhealthy) },
                                                                                                           200,  "503 not_ready",          "200 unhealthy"),
    ];

    [TestCaseSource(nameof(States))]
    public void Each_state_has_its_answers(HealthState state, int live, string ready, string health) => Assert.Multiple(() =>
    {
        Assert.That(Ask("/health/live", state), Is.EqualTo($"{live} {(live == 200 ? "True" : "False")}"));
        Assert.That(Ask("/health/ready", state), Is.EqualTo(ready));
        Assert.That(Ask("/ready", state), Is.EqualTo(ready));
        Assert.That(Ask("/health", state), Is.EqualTo(health));
    });

    [Test]
    public void Readiness_tells_what_gates_it_and_nothing_else()
    {
        using var json = Body("/ready", Well);
        Assert.That(json.RootElement.GetProperty("ready").GetBoolean(), Is.True);
        Assert.That(json.RootElement.GetProperty("service").GetString(), Is.EqualTo("jamie-sre-chatbot"));
        Assert.That(json.RootElement.GetProperty("components").EnumerateObject().Select(component => component.Name), Is.EqualTo(new[] { "slack", "queue" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Whether_anything_is_sent_out_is_told(bool hasTelemetry)
    {
        var reply = ObservabilityResponder.Health("/health", Well, Service with { HasTelemetry = hasTelemetry });
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(reply.Body.Span));
        Assert.That(json.RootElement.GetProperty("telemetry_enabled").GetBoolean(), Is.EqualTo(hasTelemetry));
    }

    [TestCase("/health")]
    [TestCase("/health/live")]
    [TestCase("/health/ready")]
    public void No_answer_may_be_kept(string path) =>
        Assert.That(ObservabilityResponder.Health(ObservabilityRoutes.OfPath(path), Well, Service).Headers, Does.Contain(("Cache-Control", "no-store")));

    private static TestCaseData State(string name, HealthState state, int live, string ready, string health) =>
        new TestCaseData(state, live, ready, health).SetArgDisplayNames(name);

    private static string Ask(string path, HealthState state)
    {
        var reply = ObservabilityResponder.Health(ObservabilityRoutes.OfPath(path), state, Service);
        using var json = Body(path, state);
        var root = json.RootElement;
        var word = root.TryGetProperty("status", out var status) ? status.GetString() : root.GetProperty("live").GetBoolean().ToString();
        return $"{reply.Status} {word}{(root.TryGetProperty("host", out var host) ? $" {host.GetString()}" : "")}";
    }

    private static JsonDocument Body(string path, HealthState state) =>
        JsonDocument.Parse(Encoding.UTF8.GetString(ObservabilityResponder.Health(ObservabilityRoutes.OfPath(path), state, Service).Body.Span));

    private static HealthReport Components(
        HealthStatus slack = HealthStatus.Healthy, HealthStatus ollama = HealthStatus.Healthy, HealthStatus queue = HealthStatus.Healthy, HealthStatus logging = HealthStatus.Healthy) =>
        new(
            new Dictionary<string, HealthReportEntry>
            {
                ["slack"] = Entry(slack, Readiness.GateTag),
                ["ollama"] = Entry(ollama),
                ["queue"] = Entry(queue, Readiness.GateTag),
                ["logging"] = Entry(logging),
            },
            TimeSpan.Zero);

    private static HealthReportEntry Entry(HealthStatus status, params string[] tags) =>
        new(status, description: null, TimeSpan.Zero, exception: null, data: null, tags);
}

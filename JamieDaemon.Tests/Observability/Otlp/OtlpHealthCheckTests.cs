using JamieDaemon.Observability;
using JamieDaemon.Observability.Otlp;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Tests.Observability.Otlp;

/// <summary>What <c>/health</c> says of what is sent.</summary>
public sealed class OtlpHealthCheckTests
{
    [Test]
    public async Task That_it_arrives_is_said_when_something_has_and_one_place_has_one_way()
    {
        using var meters = new TestMeterFactory();
        var options = new ObservabilityOptions();
        options.Otlp.Endpoint = "http://c:4318";
        var plan = TelemetryPlan.Read(options, _ => null, isDevelopment: false);
        var watch = new OtlpWatch(new JamieMeter(meters), plan);
        var (traces, logs) = (watch.Of(plan.Targets[0]), watch.Of(plan.Targets[2]));

        Assert.That(await LookAsync(), Is.EqualTo((HealthStatus.Healthy, "No destination has taken anything yet.")));
        traces.CouldNotReach("Connection refused");
        traces.Exported(arrived: false, 1);
        Assert.That(await LookAsync(), Is.EqualTo((HealthStatus.Degraded, "traces to otlp: Connection refused")));
        logs.Exported(arrived: true, 1);
        Assert.That(await LookAsync(), Is.EqualTo((HealthStatus.Healthy, "What is sent arrives.")));

        async Task<(HealthStatus, string?)> LookAsync()
        {
            var result = await new OtlpHealthCheck(plan, watch).CheckHealthAsync(new HealthCheckContext());
            return (result.Status, result.Description);
        }
    }
}

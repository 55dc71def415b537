using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Observability.Otlp;

/// <summary>Says whether what is sent over OTLP arrives. A back end that is down is nothing that a restart of Jamie mends.</summary>
internal sealed class OtlpHealthCheck(TelemetryPlan plan, OtlpWatch watch) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (plan.Targets.Count == 0) return Task.FromResult(HealthCheckResult.Healthy(plan.IsEnabled ? "Nothing is sent: no destination is set." : "Telemetry is turned off."));
        var problems = new List<string>();
        foreach (var route in watch.Routes)
        {
            if (route.Problem is { } problem) problems.Add($"{route.Signal.Word()} to {route.Destination}: {problem}");
        }

        if (problems.Count > 0) return Task.FromResult(HealthCheckResult.Degraded(string.Join("; ", problems)));
        return Task.FromResult(HealthCheckResult.Healthy(watch.Routes.Any(static route => route.HasArrived) ? "What is sent arrives." : "No destination has taken anything yet."));
    }
}

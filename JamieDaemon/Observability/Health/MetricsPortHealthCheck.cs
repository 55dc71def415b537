using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Observability.Health;

/// <summary>
/// Says whether the port for metrics and health is open. Nobody can ask by HTTP when it is not, but the log tells.
/// </summary>
public sealed class MetricsPortHealthCheck(ObservabilityEndpoint endpoint) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(endpoint.Problem is { } problem
            ? HealthCheckResult.Degraded(problem) : HealthCheckResult.Healthy("Listening."));
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Slack.Home;

/// <summary>Says when people's choices will not outlive the process.</summary>
internal sealed class ModelChoicesHealthCheck(ModelChoices choices) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(choices.Problem is { } problem ? HealthCheckResult.Degraded(problem) : HealthCheckResult.Healthy());
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Observability.Logs;

/// <summary>Says whether the log files are written.</summary>
public sealed class LogHealthCheck(LogFiles files, LogMetrics metrics) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["write_failures"] = metrics.Failures };
        return Task.FromResult(files switch
        {
            { Problem: { } problem } => HealthCheckResult.Degraded(problem, data: data),
            { Directory: null } => HealthCheckResult.Healthy("Log files are turned off.", data),
            _ => HealthCheckResult.Healthy("Log files are written.", data),
        });
    }
}

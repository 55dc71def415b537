using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Answering;

/// <summary>Whether all who should take questions from the queue do. That all are busy is no illness: the queue's length tells whether they are too few.</summary>
public sealed class WorkersHealthCheck(AnswerWorkers workers) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object> { ["busy"] = workers.Busy, ["total"] = workers.Count };
        return Task.FromResult(workers.Running switch
        {
            null => HealthCheckResult.Degraded("not started yet", data: data),
            var running when running < workers.Count => HealthCheckResult.Unhealthy($"{workers.Count - running} of the {workers.Count} loops that answer have ended", data: data),
            _ => HealthCheckResult.Healthy(data: data),
        });
    }
}

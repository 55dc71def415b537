using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Answering;

/// <summary>Whether somebody takes the questions from the queue. That all are busy is no illness: the queue's length tells whether they are too few.</summary>
public sealed class WorkersHealthCheck(AnswerWorkers workers) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object> { ["busy"] = workers.Busy, ["total"] = workers.Count };
        return Task.FromResult(workers.ExecuteTask switch
        {
            null => HealthCheckResult.Degraded("not started yet", data: data),
            { IsCompleted: true } => HealthCheckResult.Unhealthy("the loops have ended: nothing is answered any more", data: data),
            _ => HealthCheckResult.Healthy(data: data),
        });
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Answering;

/// <summary>Unhealthy, and so not ready, from nine tenths of the queue on, when the next askers are about to be refused.</summary>
public sealed class QueueHealthCheck(QuestionQueue queue) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (length, capacity) = (queue.Count, queue.Capacity);
        var data = new Dictionary<string, object> { ["length"] = length, ["capacity"] = capacity };
        return Task.FromResult(length < capacity * 0.9
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Unhealthy($"{length} of {capacity} places are taken; when all are, questions are refused", data: data));
    }
}

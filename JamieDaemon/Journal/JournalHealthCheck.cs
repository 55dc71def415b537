using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Journal;

/// <summary>Unhealthy while the disk takes no records: no question is accepted then.</summary>
internal sealed class JournalHealthCheck(FileQuestionJournal journal) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object> { ["open"] = journal.Open };
        return Task.FromResult(journal.Problem is { } problem ? HealthCheckResult.Unhealthy(problem, data: data) : HealthCheckResult.Healthy(data: data));
    }
}

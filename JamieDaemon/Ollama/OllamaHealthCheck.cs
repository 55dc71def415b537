using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Ollama;

/// <summary>
/// Reports the latest finding of <see cref="OllamaModelWatch"/>; asks nobody, so it costs nothing and never hangs.
/// </summary>
public sealed class OllamaHealthCheck(OllamaModelWatch watch) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = watch.Status;
        var data = new Dictionary<string, object> { ["state"] = status.State.ToString(), ["since"] = status.Since };
        // What nobody has looked at yet is not known to be there: this may be read for seconds.
        return Task.FromResult(status.IsTrouble || status.State == OllamaState.Starting
            ? HealthCheckResult.Degraded(status.Sentence, data: data)
            : HealthCheckResult.Healthy(status.Sentence, data));
    }
}

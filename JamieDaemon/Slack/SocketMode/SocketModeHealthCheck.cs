using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>Whether Jamie hears: at least one live socket. Deaf for half a minute, or from the start on, is unhealthy; shorter is a reconnect. Degraded is one that may miss what others take.</summary>
public sealed class SocketModeHealthCheck(SocketModeState state, GhostSockets ghosts) : IHealthCheck
{
    /// <summary>A reconnect is over by then.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object> { ["live_sockets"] = state.Live, ["app_connections"] = state.NumConnections, ["ghost_sockets"] = ghosts.Count };
        var deaf = state.Deaf;
        return Task.FromResult(state switch
        {
            { Live: > 0 } when ghosts.Problem is { } problem => HealthCheckResult.Degraded(problem, data: data),
            { Live: > 0 } => HealthCheckResult.Healthy(data: data),
            { Fatal: { } fatal } => HealthCheckResult.Unhealthy(fatal, data: data),
            { HasHeard: false } => HealthCheckResult.Unhealthy($"no socket yet, after {deaf.TotalSeconds:F0} s; connecting", data: data),
            _ when deaf < Patience => HealthCheckResult.Degraded("no live socket; connecting", data: data),
            _ => HealthCheckResult.Unhealthy($"no live socket for {deaf.TotalSeconds:F0} s", data: data),
        });
    }
}

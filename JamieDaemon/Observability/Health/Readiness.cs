using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Observability.Health;

/// <summary>Decides about life and readiness. What no restart cures ends no life; what only makes answers worse keeps nobody from being ready.</summary>
public static class Readiness
{
    /// <summary>The tag of the health checks that gate <c>/health/ready</c>; degraded is still ready, unhealthy is not.</summary>
    public const string GateTag = "ready";

    /// <summary>From this age on the heartbeat, or the look at the components, counts as stuck.</summary>
    public static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(60);

    public static bool IsAlive(HealthState state) => state.HeartbeatAge < StuckAfter;

    public static bool IsReady(HealthState state) => Lacks(state) is null && state.Report!.Entries.Values.All(Passes);

    /// <summary>What the process itself lacks for being ready; null when it is up to its components.</summary>
    public static string? Lacks(HealthState state) => state switch
    {
        { IsStopping: true } => "stopping",
        { HasStarted: false } or { Report: null } => "starting",
        _ when state.ReportAge >= StuckAfter => "stuck",
        _ => null,
    };

    public static bool IsGate(HealthReportEntry component) => component.Tags.Contains(GateTag);

    private static bool Passes(HealthReportEntry component) => !IsGate(component) || component.Status != HealthStatus.Unhealthy;
}

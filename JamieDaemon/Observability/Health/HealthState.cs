using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Observability.Health;

/// <summary>All that an answer about health is made of, as it stands now.</summary>
public sealed record HealthState
{
    /// <summary>The latest look at the components; null before the first.</summary>
    public HealthReport? Report { get; init; }

    /// <summary>How long ago that look was.</summary>
    public TimeSpan ReportAge { get; init; }

    public required TimeSpan HeartbeatAge { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required TimeSpan Uptime { get; init; }

    /// <summary>Whether everything that the host starts has started.</summary>
    public required bool HasStarted { get; init; }

    public required bool IsStopping { get; init; }
}

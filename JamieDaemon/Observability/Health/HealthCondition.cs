using JamieDaemon.Hosting.Systemd;

namespace JamieDaemon.Observability.Health;

/// <summary>What probes are told, for the service manager.</summary>
internal sealed class HealthCondition(HealthWatch health) : IProcessCondition
{
    public bool IsAlive => Readiness.IsAlive(health.State);

    public string Sentence => HealthSentence.Of(health.State);
}

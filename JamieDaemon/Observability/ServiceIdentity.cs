using JamieDaemon.Telemetry;

namespace JamieDaemon.Observability;

/// <summary>Who answers: the name, version and environment that health reports, log lines and metrics all carry.</summary>
public sealed record ServiceIdentity(string Name, string Version, string Environment)
{
    public static ServiceIdentity Of(IHostEnvironment environment) =>
        new(JamieTelemetry.ServiceName, JamieTelemetry.ServiceVersion, environment.EnvironmentName.ToLowerInvariant());
}

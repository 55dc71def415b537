using JamieDaemon.Telemetry;
using OpenTelemetry.Resources;

namespace JamieDaemon.Observability;

/// <summary>Who answers: the name, version and environment that health reports, log lines and metrics all carry.</summary>
public sealed record ServiceIdentity(string Name, string Version, string Environment)
{
    /// <summary>The same to OpenTelemetry.</summary>
    public ResourceBuilder ToResource() => ResourceBuilder.CreateEmpty()
        .AddService(Name, serviceVersion: Version, autoGenerateServiceInstanceId: false)
        .AddAttributes([new("deployment.environment.name", Environment)]);

    public static ServiceIdentity Of(IHostEnvironment environment) =>
        new(JamieTelemetry.ServiceName, JamieTelemetry.ServiceVersion, environment.EnvironmentName.ToLowerInvariant());
}

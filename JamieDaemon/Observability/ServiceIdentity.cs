using JamieDaemon.Telemetry;
using OpenTelemetry.Resources;

namespace JamieDaemon.Observability;

/// <summary>Who answers: the name, version and environment that health reports, log lines and metrics all carry.</summary>
public sealed record ServiceIdentity(string Name, string Version, string Environment)
{
    /// <summary>Whether spans are made and anything may be sent.</summary>
    public bool HasTelemetry { get; init; } = true;

    /// <summary>What else OTEL_RESOURCE_ATTRIBUTES says of it.</summary>
    public IReadOnlyDictionary<string, object> Attributes { get; init; } = new Dictionary<string, object>();

    /// <summary>The same to OpenTelemetry.</summary>
    public ResourceBuilder ToResource() => ResourceBuilder.CreateEmpty()
        .AddAttributes(Attributes)
        .AddService(Name, serviceVersion: Version, autoGenerateServiceInstanceId: false)
        .AddAttributes([new("deployment.environment.name", Environment)]);

    public static ServiceIdentity Of(IHostEnvironment environment, ObservabilityOptions options, TelemetryPlan plan) => new(
        FirstOf(options.ServiceName, plan.ResourceAttributes.GetValueOrDefault("service.name"), JamieTelemetry.ServiceName),
        FirstOf(options.ServiceVersion, plan.ResourceAttributes.GetValueOrDefault("service.version"), JamieTelemetry.ServiceVersion),
        environment.EnvironmentName.ToLowerInvariant())
    {
        HasTelemetry = plan.IsEnabled,
        Attributes = plan.ResourceAttributes,
    };

    private static string FirstOf(string setting, object? attribute, string otherwise) => setting.Length > 0 ? setting : attribute as string ?? otherwise;
}

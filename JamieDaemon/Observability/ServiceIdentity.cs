using JamieDaemon.Telemetry;
using OpenTelemetry.Resources;

namespace JamieDaemon.Observability;

/// <summary>Who answers: the name, version and environment that health reports, log lines and metrics all carry.</summary>
public sealed record ServiceIdentity(string Name, string Version, string Environment)
{
    /// <summary>What else OTEL_RESOURCE_ATTRIBUTES says of it.</summary>
    public IReadOnlyDictionary<string, object> Attributes { get; init; } = new Dictionary<string, object>();

    /// <summary>The same to OpenTelemetry.</summary>
    public ResourceBuilder ToResource() => ResourceBuilder.CreateEmpty()
        .AddAttributes(Attributes)
        .AddService(Name, serviceVersion: Version, autoGenerateServiceInstanceId: false)
        .AddAttributes([new("deployment.environment.name", Environment)]);

    public static ServiceIdentity Of(IHostEnvironment environment, ObservabilityOptions options, IReadOnlyDictionary<string, object> attributes) => new(
        FirstOf(options.ServiceName, attributes.GetValueOrDefault("service.name"), JamieTelemetry.ServiceName),
        FirstOf(options.ServiceVersion, attributes.GetValueOrDefault("service.version"), JamieTelemetry.ServiceVersion),
        environment.EnvironmentName.ToLowerInvariant())
    {
        Attributes = attributes,
    };

    private static string FirstOf(string setting, object? attribute, string otherwise) => setting.Length > 0 ? setting : attribute as string ?? otherwise;
}

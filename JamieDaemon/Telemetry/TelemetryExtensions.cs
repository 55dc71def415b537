using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JamieDaemon.Telemetry;

/// <summary>Registers what every feature tells of its work.</summary>
public static class TelemetryExtensions
{
    /// <summary>Adds <see cref="JamieMeter"/>; may be called more than once.</summary>
    public static IServiceCollection AddJamieMeter(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<JamieMeter>();
        return services;
    }

    /// <summary>Adds <see cref="JobObserver"/>; may be called more than once.</summary>
    public static IServiceCollection AddJobTelemetry(this IServiceCollection services)
    {
        services.AddJamieMeter();
        services.TryAddSingleton<JobObserver>();
        return services;
    }
}

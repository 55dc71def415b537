using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

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
        services.AddSlowOperations();
        services.TryAddSingleton<JobObserver>();
        return services;
    }

    /// <summary>Adds <see cref="SlowOperations"/>; may be called more than once.</summary>
    public static IServiceCollection AddSlowOperations(this IServiceCollection services)
    {
        if (services.Any(static service => service.ServiceType == typeof(SlowOperations))) return services;
        services.AddSingleton<SlowOperations>();
        services.AddSingleton<IValidateOptions<SlowOptions>, SlowOptionsValidator>();
        services.AddOptions<SlowOptions>().BindConfiguration(SlowOptions.Section, static binder => binder.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        return services;
    }
}

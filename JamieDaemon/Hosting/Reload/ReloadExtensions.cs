using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Hosting.Reload;

/// <summary>Registers the reading anew of the settings.</summary>
internal static class ReloadExtensions
{
    /// <param name="builder">The daemon's.</param>
    /// <param name="source">Reads what it was started with, as it stands then.</param>
    public static IHostApplicationBuilder AddReload(this IHostApplicationBuilder builder, SettingsSource source)
    {
        var services = builder.Services;
        services.Replace(ServiceDescriptor.Singleton(typeof(IOptions<>), typeof(LiveOptions<>)));
        services.AddSingleton(source);
        services.TryAddSingleton<HostMetrics>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SettingsReloader>(provider, services));
        services.AddHostedService<ReloadOnHangup>();
        return builder;
    }
}

using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Hosting;

/// <summary>Registers the way out of the house.</summary>
public static class NetworkExtensions
{
    /// <summary>Adds <see cref="NetworkHandlers"/>, bound to the section <c>Network</c>; may be called more than once.</summary>
    public static IHostApplicationBuilder AddNetwork(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<NetworkOptions>()
            .BindConfiguration("Network", binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NetworkOptions>, NetworkOptionsValidator>());
        services.TryAddSingleton(provider =>
            new NetworkHandlers(
                provider.GetRequiredService<IOptions<NetworkOptions>>(), HttpClient.DefaultProxy, provider.GetService<IConfiguration>()?[TracePropagation.Variable]));
        return builder;
    }
}

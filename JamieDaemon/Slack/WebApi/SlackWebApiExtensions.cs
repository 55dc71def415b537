using JamieDaemon.Hosting;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.WebApi;

/// <summary>Registers Slack's Web API.</summary>
public static class SlackWebApiExtensions
{
    /// <summary>Adds <see cref="SlackWebApiClient"/> and <see cref="SlackOrigin"/>, bound to the section <c>Slack</c>.</summary>
    public static IHostApplicationBuilder AddSlackWebApi(this IHostApplicationBuilder builder)
    {
        builder.AddNetwork();
        var services = builder.Services;
        services.AddSlackOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddJobTelemetry();
        services.TryAddSingleton<SlackApiMetrics>();
        services.TryAddSingleton(provider => new SlackOrigin(Options(provider).ApiUrl));
        services.TryAddSingleton<SlackClock>();
        services.TryAddSingleton(provider => new SlackExchange(
            provider.GetRequiredService<NetworkHandlers>(), Options(provider), provider.GetRequiredService<SlackClock>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new SlackCaller(
            provider.GetRequiredService<SlackExchange>(),
            new CallLanes(provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<SlackApiMetrics>(),
            provider.GetRequiredService<JobObserver>(),
            new Random(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SlackWebApiClient>>()));
        services.TryAddSingleton(provider =>
            new SlackWebApiClient(provider.GetRequiredService<SlackCaller>(), provider.GetRequiredService<SlackOrigin>()));
        services.TryAddSingleton(provider => new SlackFileClient(
            provider.GetRequiredService<NetworkHandlers>(),
            provider.GetRequiredService<SlackOrigin>(),
            Options(provider),
            provider.GetRequiredService<JobObserver>(),
            provider.GetRequiredService<TimeProvider>()));
        return builder;
    }

    private static SlackOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<SlackOptions>>().Value;
}

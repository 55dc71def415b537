using JamieDaemon.Hosting.Reload;

namespace JamieDaemon.Hosting.Systemd;

/// <summary>Registers the conversation with systemd, for a process that it has started.</summary>
internal static class SystemdExtensions
{
    /// <param name="builder">The daemon's. Call it last: what comes first at the stop is told then.</param>
    /// <param name="address">Of the manager's socket.</param>
    /// <param name="stopsWithin">From the signal to the process's end, at the most.</param>
    public static IHostApplicationBuilder AddSystemd<TCondition>(this IHostApplicationBuilder builder, string address, TimeSpan stopsWithin)
        where TCondition : class, IProcessCondition
    {
        var services = builder.Services;
        services.AddSingleton(_ => new NotifySocket(address));
        services.AddSingleton(new SystemdPlan(Watchdog.Interval(Environment.GetEnvironmentVariable, Environment.ProcessId), stopsWithin));
        services.AddSingleton<IProcessCondition, TCondition>();
        services.AddSingleton<SystemdLife>();
        services.AddSingleton<IReloadWitness>(static provider => provider.GetRequiredService<SystemdLife>());
        services.AddHostedService(static provider => provider.GetRequiredService<SystemdLife>());
        return builder;
    }
}

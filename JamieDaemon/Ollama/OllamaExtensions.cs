using JamieDaemon.Hosting;
using JamieDaemon.Ollama.Progress;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Ollama;

/// <summary>The way in: registers the model edge.</summary>
public static class OllamaExtensions
{
    /// <summary>
    /// Adds the <see cref="IChatClient"/> that asks Ollama, with its settings, metrics, watch and health check.
    /// </summary>
    public static IHostApplicationBuilder AddOllama(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddNetwork();
        services.AddJamieMeter();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<OllamaOptions>()
            .BindConfiguration(OllamaOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<OllamaOptions>, OllamaOptionsValidator>();
        services.AddSingleton<IValidateOptions<OllamaOptions>, OllamaOptionsRules>();

        services.AddKeyedSingleton(OllamaOptions.Section, (provider, _) =>
            OllamaHttp.CreateClient(provider.GetRequiredService<IOptions<OllamaOptions>>().Value, provider.GetRequiredService<NetworkHandlers>()));
        services.AddSingleton<OllamaMetrics>();
        services.AddSingleton(static provider => new BuildFact("model", provider.GetRequiredService<IOptions<OllamaOptions>>().Value.Model));
        services.AddSingleton<OllamaPace>();
        services.AddSingleton<OllamaServerClient>();
        services.AddSingleton<OllamaModels>();
        services.AddSingleton(CreateChatClient);

        services.AddSingleton<OllamaModelWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<OllamaModelWatch>());
        services.AddHealthChecks().AddCheck<OllamaHealthCheck>("ollama", HealthStatus.Degraded);
        return builder;
    }

    // Slots outermost: waiting for one is neither part of a request's duration nor of its time limits. Progress before metering, which
    // sees only what the model says.
    private static IChatClient CreateChatClient(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<OllamaOptions>>();
        var time = provider.GetRequiredService<TimeProvider>();
        var ollama = new OllamaChatClient(
            provider.GetRequiredKeyedService<HttpClient>(OllamaOptions.Section),
            provider.GetRequiredService<OllamaModels>(),
            options,
            time,
            provider.GetRequiredService<ILogger<OllamaChatClient>>());
        var metered = new MeteredChatClient(ollama, provider.GetRequiredService<OllamaMetrics>(), time);
        var pace = provider.GetRequiredService<OllamaPace>();
        var told = new ProgressChatClient(metered, provider.GetRequiredService<OllamaServerClient>(), pace, options, time);
        return new SlottedChatClient(told, options.Value.Parallel, pace, time);
    }
}

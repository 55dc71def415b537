using JamieDaemon.Hosting;
using JamieDaemon.Ollama.Endpoints;
using JamieDaemon.Ollama.Tracing;
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

        services.AddJobTelemetry();
        services.AddSingleton<OllamaMetrics>();
        services.AddSingleton(static provider => new BuildFact("model", provider.GetRequiredService<IOptions<OllamaOptions>>().Value.Model));
        services.AddSingleton(OllamaEndpointFactory.CreateAll);
        services.AddSingleton<EndpointMetrics>();
        services.AddSingleton<BalancedChatClient>();
        services.AddSingleton<IChatClient>(static provider =>
            new TracedChatClient(provider.GetRequiredService<BalancedChatClient>(), provider.GetRequiredService<IOptions<OllamaOptions>>()));
        services.AddHostedService(static provider =>
        {
            // Nobody calls it: it asks the servers' circuits when it is asked.
            _ = provider.GetRequiredService<EndpointMetrics>();
            return provider.GetRequiredService<OllamaEndpoints>();
        });
        services.AddHealthChecks().AddCheck<OllamaHealthCheck>("ollama", HealthStatus.Degraded);
        return builder;
    }
}

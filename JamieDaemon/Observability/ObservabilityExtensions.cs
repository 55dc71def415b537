using JamieDaemon.Hosting;
using JamieDaemon.Hosting.Reload;
using JamieDaemon.Observability.Endpoint;
using JamieDaemon.Observability.Health;
using JamieDaemon.Observability.Logs;
using JamieDaemon.Observability.Otlp;
using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Observability.Traces;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using Serilog.Extensions.Logging;

namespace JamieDaemon.Observability;

/// <summary>Wires the way out for numbers, health and logs.</summary>
public static class ObservabilityExtensions
{
    /// <summary>
    /// Adds metrics and health on their port. Call it before any feature: its port then opens first and closes last, and no
    /// instrument is made that nobody hears.
    /// </summary>
    public static IHostApplicationBuilder AddObservability(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        AddShared(builder);
        services.AddSingleton<PrometheusExporter>();
        services.AddSingleton<PrometheusScrapes>();
        services.AddSingleton(static provider => MeterProviderFactory.Create(
            provider.GetRequiredService<JamieMeter>(),
            provider.GetRequiredService<PrometheusExporter>(),
            provider.GetRequiredService<ServiceIdentity>(),
            provider.GetRequiredService<TelemetryPlan>().Exemplars,
            provider.GetRequiredService<TelemetryPlan>().For(OtlpSignal.Metrics).Select(provider.GetRequiredService<OtlpExporters>().Metrics)));
        services.TryAddSingleton<HostMetrics>();
        services.AddSingleton<TraceExport>();
        services.AddSingleton<ILastWords, LastWords>();
        services.AddSingleton<ProcessMetrics>();
        services.AddSingleton<HttpMetrics>();
        services.AddSingleton<Heartbeat>();
        services.AddSingleton<HealthWatch>();
        services.AddSingleton<ObservabilityResponder>();
        services.AddSingleton<ObservabilityEndpoint>();
        services.AddHealthChecks().AddCheck<MetricsPortHealthCheck>("metrics").AddCheck<OtlpHealthCheck>("otlp");
        services.AddHostedService(static provider =>
        {
            // First of all: an Add(0) that creates a series is lost while no provider listens.
            _ = provider.GetRequiredService<MeterProvider>();
            _ = provider.GetRequiredService<TraceExport>();
            _ = provider.GetRequiredService<OtlpWatch>();
            _ = provider.GetRequiredService<ProcessMetrics>();
            _ = provider.GetService<LogDiskMetrics>();
            _ = provider.GetRequiredService<HostMetrics>();
            return provider.GetRequiredService<ObservabilityEndpoint>();
        });
        services.AddHostedService<OtlpLife>();
        services.AddHostedService(static provider => provider.GetRequiredService<HealthWatch>());
        return builder;
    }

    /// <summary>Replaces the host's log providers by Serilog: rolling JSON files, and the console.</summary>
    public static IHostApplicationBuilder AddLogs(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        AddShared(builder);
        services.AddSingleton(static _ => new ConsoleLines(Console.Out));
        services.AddSingleton<LogMetrics>();
        services.AddSingleton<LogDiskMetrics>();
        services.AddSingleton(static provider => LogFiles.Open(Settings(provider).Logs.Directory));
        services.AddSingleton(static provider => new LogLevelSwitch(provider.GetRequiredService<IOptions<ObservabilityOptions>>(), Settings(provider).Logs.Level));
        services.AddSingleton<IReloadListener>(static provider => provider.GetRequiredService<LogLevelSwitch>());
        builder.Logging.ClearProviders();
        // Serilog takes the ids from the activity itself; as scopes they would come twice.
        builder.Logging.Configure(static options => options.ActivityTrackingOptions = ActivityTrackingOptions.None);
        builder.Logging.AddFilter<SerilogLoggerProvider>(category: null, LogLevel.Trace);
        services.AddSingleton<ILoggerProvider>(static provider => new SerilogLoggerProvider(
            LogPipeline.Create(
                Settings(provider).Logs,
                provider.GetRequiredService<LogFiles>(),
                provider.GetRequiredService<LogMetrics>(),
                provider.GetRequiredService<ConsoleLines>(),
                provider.GetRequiredService<ServiceIdentity>(),
                readable: provider.GetRequiredService<IHostEnvironment>().IsDevelopment(),
                provider.GetRequiredService<TimeProvider>(),
                OtlpSink(provider),
                provider.GetRequiredService<LogLevelSwitch>().Serilog),
            dispose: true));
        services.AddHealthChecks().AddCheck<LogHealthCheck>("logging");
        return builder;
    }

    private static void AddShared(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        if (services.Any(static service => service.ServiceType == typeof(ServiceIdentity)))
        {
            return;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddJamieMeter();
        services.AddSlowOperations();
        builder.AddNetwork();
        services.AddSingleton(Plan);
        services.AddSingleton(static provider => ServiceIdentity.Of(
            provider.GetRequiredService<IHostEnvironment>(), Settings(provider), provider.GetRequiredService<TelemetryPlan>()));
        services.AddSingleton<OtlpWatch>();
        services.AddSingleton<OtlpClosing>();
        services.AddSingleton<OtlpExporters>();
        services.AddSingleton<IValidateOptions<ObservabilityOptions>, ObservabilityOptionsValidator>();
        services.AddSingleton<IValidateOptions<ObservabilityOptions>, TelemetryPlanValidator>();
        services.AddOptions<ObservabilityOptions>()
            .BindConfiguration(ObservabilityOptions.Section, static binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
    }

    private static OtlpLogSink? OtlpSink(IServiceProvider provider)
    {
        OtlpTarget[] targets = [.. provider.GetRequiredService<TelemetryPlan>().For(OtlpSignal.Logs)];
        return targets.Length > 0 ? new OtlpLogSink(provider.GetRequiredService<OtlpExporters>, targets, provider.GetRequiredService<ServiceIdentity>()) : null;
    }

    private static TelemetryPlan Plan(IServiceProvider provider)
    {
        var configuration = provider.GetRequiredService<IConfiguration>();
        var plan = TelemetryPlan.Read(Settings(provider), variable => configuration[variable], provider.GetRequiredService<IHostEnvironment>().IsDevelopment());
        // With a problem there will be no start, and nothing is to be sent meanwhile.
        return plan.Problems.Count > 0 ? TelemetryPlan.Off : plan;
    }

    private static ObservabilityOptions Settings(IServiceProvider provider)
    {
        try
        {
            return provider.GetRequiredService<IOptions<ObservabilityOptions>>().Value;
        }
        catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException)
        {
            // The start will fail with every wrong setting named; until then the console must work.
            return new ObservabilityOptions { Logs = new LogOptions { Directory = "" } };
        }
    }
}

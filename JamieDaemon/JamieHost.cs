using JamieDaemon.Answering;
using JamieDaemon.Hosting;
using JamieDaemon.Hosting.Reload;
using JamieDaemon.Hosting.Systemd;
using JamieDaemon.Journal;
using JamieDaemon.Observability;
using JamieDaemon.Observability.Health;
using JamieDaemon.Observability.Otlp;
using JamieDaemon.Ollama;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Notices;
using Microsoft.Extensions.Options;

namespace JamieDaemon;

/// <summary>The whole daemon, put together. It alone knows every feature.</summary>
public static class JamieHost
{
    /// <param name="args">Settings as <c>--Section:Key=value</c>; they win over everything else.</param>
    public static HostApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = CreateBareBuilder(args);
        // Services stop in the reverse order: Slack closes first, the workers finish what was accepted, the endpoint goes last.
        builder.AddLogs();
        builder.AddObservability();
        builder.AddReload(() => JamieSettings.Read(args));
        builder.Services.AddHostedService<UnhandledExceptions>();
        builder.Services.AddHostedService<DaemonLife>();
        builder.AddJournal();
        AddCore(builder);
        builder.AddSlack();
        // One after another: the sockets say goodbye (2 s), notices, answers, and what tells those who got none (5 s).
        var stopsWithin = DrainTime(builder.Configuration) + NoticeWorkers.DrainTime + TimeSpan.FromSeconds(7);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = stopsWithin);
        if (Environment.GetEnvironmentVariable(NotifySocket.Variable) is { Length: > 0 } address) AddSystemd(builder, address, stopsWithin);
        return builder;
    }

    /// <summary>A method of its own, so that nobody else pays for it. After the host, telemetry has its time, and a journal whose disk hangs 6 s.</summary>
    private static void AddSystemd(HostApplicationBuilder builder, string address, TimeSpan hostStopsWithin) =>
        builder.AddSystemd<HealthCondition>(address, hostStopsWithin + OtlpClosing.Limit + TimeSpan.FromSeconds(6));

    /// <summary>Time and settings, and nothing that does anything.</summary>
    internal static HostApplicationBuilder CreateBareBuilder(string[] args)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = JamieSettings.EnvironmentName,
        });
        JamieSettings.Add(builder.Configuration, args);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddMetrics();
        return builder;
    }

    /// <summary>What answers, wherever the questions come from.</summary>
    internal static void AddCore(HostApplicationBuilder builder)
    {
        builder.AddOllama();
        builder.AddAnswering();
        builder.Services.AddSingleton<IValidateOptions<AnsweringOptions>, PromptFitsRule>();
        builder.Services.AddSingleton<IModelCatalog, ModelCatalog>();
    }

    /// <summary>Read by hand: the host wants it before anybody has looked whether the settings are valid.</summary>
    private static TimeSpan DrainTime(ConfigurationManager settings) =>
        TimeSpan.TryParse(settings[$"{AnsweringOptions.Section}:{nameof(AnsweringOptions.DrainTime)}"], out var drainTime)
            ? drainTime
            : new AnsweringOptions().DrainTime;
}

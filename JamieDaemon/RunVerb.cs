using JamieDaemon.Hosting;
using JamieDaemon.Observability.Otlp;

namespace JamieDaemon;

/// <summary>The verb <c>run</c>, and what happens without a verb: the daemon, until it is told to stop.</summary>
internal static partial class RunVerb
{
    public static Task<int> RunAsync(string[] settings) => RunAsync(JamieHost.CreateBuilder(settings));

    public static async Task<int> RunAsync(HostApplicationBuilder builder)
    {
        using var host = builder.Build();
        // However it ends, from here on what is left to send has five seconds.
        using var closing = host.Services.GetRequiredService<OtlpClosing>();
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RunVerb));
        if (JamieSettings.AreBad(builder.Services, host.Services, logger)) return HostExitCode.BadSettings;
        try
        {
            await host.StartAsync();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.StartupFailed(logger, failure.Message);
            return HostExitCode.Failed;
        }

        await host.WaitForShutdownAsync();
        return HostExitCode.Of(host.Services);
    }

    private static partial class Log
    {
        // The host itself has logged the exception.
        [LoggerMessage(EventName = "jamie.startup_failed", Level = LogLevel.Critical, Message = "Jamie could not start: {Reason}")]
        public static partial void StartupFailed(ILogger logger, string reason);
    }
}

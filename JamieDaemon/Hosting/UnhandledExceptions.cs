namespace JamieDaemon.Hosting;

/// <summary>Logs and counts what nobody caught, before the platform ends the process with it, and what a task failed with that nobody looked at.</summary>
/// <remarks>The line carries the job of the flow that threw the exception.</remarks>
public sealed partial class UnhandledExceptions(HostMetrics metrics, ILastWords lastWords, ILogger<UnhandledExceptions> logger) : IHostedService, IDisposable
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        AppDomain.CurrentDomain.UnhandledException += Uncaught;
        TaskScheduler.UnobservedTaskException += Unobserved;
        return Task.CompletedTask;
    }

    /// <summary>What comes while the others stop is heard too.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= Uncaught;
        TaskScheduler.UnobservedTaskException -= Unobserved;
    }

    private void Uncaught(object sender, UnhandledExceptionEventArgs args)
    {
        metrics.Unhandled();
        Log.Unhandled(logger, LogLevel.Critical, args.ExceptionObject as Exception, "nobody caught this exception, and it ends the process");
        if (args.IsTerminating) lastWords.Send();
    }

    private void Unobserved(object? sender, UnobservedTaskExceptionEventArgs args)
    {
        metrics.Unhandled();
        Log.Unhandled(logger, LogLevel.Error, args.Exception, "a task failed and nobody looked at it");
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "unhandled_exception", Message = "A bug: {What}")]
        public static partial void Unhandled(ILogger logger, LogLevel level, Exception? exception, string what);
    }
}

using Serilog;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Extensions.Logging;

namespace JamieDaemon.Observability.Logs;

/// <summary>Puts Serilog together in code: the console, the rolling JSON files, the levels, and the counts.</summary>
public static class LogPipeline
{
    public static Logger Create(
        LogOptions options, LogFiles files, LogMetrics metrics, ServiceIdentity service, bool readable, TimeProvider time,
        ILogEventSink? other = null)
    {
        SelfLog.Enable(metrics.WriteFailed);
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(LevelConvert.ToSerilogLevel(options.Level)).Enrich.With<JobLogEnricher>().WriteTo.Sink(metrics);
        foreach (var (source, level) in options.Levels)
        {
            configuration.MinimumLevel.Override(source, LevelConvert.ToSerilogLevel(level));
        }

        if (other is not null)
        {
            configuration.WriteTo.Sink(other);
        }

        // Without files the console is all there is.
        if (options.Console || files.PathTemplate is null)
        {
            var colour = readable && !Console.IsOutputRedirected
                && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
            configuration.WriteTo.Console(
                new ConsoleLineFormatter(readable, colour, wholeExceptions: readable || files.PathTemplate is null));
        }

        if (files.PathTemplate is { } path)
        {
            var formatter = new EcsJsonFormatter(service);
            // Unbuffered: 3 µs an event, and nothing is lost when the process is killed.
            configuration.WriteTo.File(
                formatter, path, rollingInterval: RollingInterval.Hour, rollOnFileSizeLimit: true,
                fileSizeLimitBytes: options.FileSizeLimitBytes, retainedFileCountLimit: options.RetainedFileCount,
                buffered: false, hooks: new LogFileOpenedHook(formatter, service, time));
        }

        var logger = configuration.CreateLogger();
        if (files.Problem is { } problem)
        {
            logger.ForContext<LogFiles>().Warning("{Problem}", problem);
        }

        return logger;
    }
}

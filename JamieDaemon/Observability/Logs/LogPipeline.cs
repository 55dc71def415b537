using Serilog;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Extensions.Logging;

namespace JamieDaemon.Observability.Logs;

/// <summary>Puts Serilog together in code: the console, the rolling JSON files, the levels, and the counts.</summary>
public static class LogPipeline
{
    public static Logger Create(
        LogOptions options, LogFiles files, LogMetrics metrics, ConsoleLines lines, ServiceIdentity service, bool readable, TimeProvider time,
        ILogEventSink? other = null, LoggingLevelSwitch? level = null)
    {
        SelfLog.Enable(metrics.WriteFailed);
        var configuration = new LoggerConfiguration()
            .MinimumLevel.ControlledBy(level ?? new LoggingLevelSwitch(LevelConvert.ToSerilogLevel(options.Level))).Enrich.With<JobLogEnricher>().WriteTo.Sink(metrics);
        foreach (var (source, least) in options.Levels)
        {
            configuration.MinimumLevel.Override(source, LevelConvert.ToSerilogLevel(least));
        }

        if (other is not null)
        {
            configuration.WriteTo.Sink(other);
        }

        if (files.Directory is not null)
        {
            configuration.WriteTo.Sink(new RollingLogFile(files, options, new EcsJsonFormatter(service), service, metrics, time));
        }

        // After the files: from the first event on that they do not take, the console is all there is.
        configuration.WriteTo.Conditional(_ => options.Console || files.Directory is null || files.Problem is not null, console =>
        {
            var colour = readable && !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
            console.Sink(new ConsoleSink(new ConsoleLineFormatter(readable, colour, wholeExceptions: readable || files.Directory is null, JournalStream.IsConsole()), lines));
        });
        return configuration.CreateLogger();
    }
}

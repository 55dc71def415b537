using Serilog.Events;

namespace JamieDaemon.Observability.Logs;

/// <summary>The words for levels in files and on the console.</summary>
public static class EcsLevel
{
    public static string Name(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "trace",
        LogEventLevel.Debug => "debug",
        LogEventLevel.Information => "info",
        LogEventLevel.Warning => "warn",
        LogEventLevel.Error => "error",
        _ => "fatal",
    };
}

using System.Globalization;
using JamieDaemon.Observability;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.ChildPrograms;

/// <summary>Logs numbered lines through the daemon's own pipeline, as fast as it can, and says each number once its line is written; until its input ends.</summary>
internal static partial class LogWriter
{
    public static int Run(string directory, string life)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Testing" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Observability:Logs:Directory"] = directory,
            ["Observability:Logs:FileSizeLimitBytes"] = "65536",
            ["Observability:Logs:RetainedFileCount"] = "1000",
            ["Observability:Logs:Console"] = "false",
        });
        builder.Services.AddMetrics();
        builder.AddLogs();
        using var host = builder.Build();
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(LogWriter));
        var isOver = false;
        var end = new Thread(() =>
        {
            _ = Console.In.Read();
            Volatile.Write(ref isOver, true);
        })
        { IsBackground = true };
        end.Start();
        // Some lines are longer than a page of the file, so that a kill can tear them.
        var (brief, lengthy) = (new string('x', 200), string.Concat(Enumerable.Repeat("日本", 2_000)));
        for (var number = 0; !Volatile.Read(ref isOver); number++)
        {
            Log.Line(logger, life, number, number % 25 == 0 ? lengthy : brief);
            Console.Out.WriteLine(number.ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, EventName = "line", Message = "{Thread}/{Number}: {Text}")]
        public static partial void Line(ILogger logger, string thread, int number, string text);
    }
}

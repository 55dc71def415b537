using JamieDaemon.Observability.Logs;
using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Serilog.Events;
using Serilog.Parsing;

namespace JamieDaemon.Tests.Observability.Logs;

public sealed class LogMetricsTests
{
    [Test]
    public void Events_are_counted_by_level_also_those_before_anybody_asks()
    {
        using var exporter = new ExporterUnderTest(NullLogger<PrometheusExporter>.Instance);
        var metrics = new LogMetrics(exporter.Jamie, new ConsoleLines(TextWriter.Null), TimeProvider.System);
        metrics.Emit(Event(LogEventLevel.Warning));
        metrics.Emit(Event(LogEventLevel.Warning));
        metrics.WriteFailed("the disk is full");
        Assert.That(exporter.Text, Does.Contain("jamie_log_events_total{level=\"warn\"} 2\n")
            .And.Contain("jamie_log_events_total{level=\"fatal\"} 0\n")
            .And.Contain("jamie_log_write_failures_total 1\n"));
    }

    private static LogEvent Event(LogEventLevel level) =>
        new(DateTimeOffset.UnixEpoch, level, exception: null, new MessageTemplateParser().Parse("x"), []);
}

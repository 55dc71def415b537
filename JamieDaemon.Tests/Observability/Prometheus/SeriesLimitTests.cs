using JamieDaemon.Observability;
using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Observability.Prometheus;

public sealed class SeriesLimitTests
{
    [Test]
    public void That_a_metric_has_reached_its_limit_is_said_once_and_of_that_metric_only()
    {
        var logger = new CollectingLogger<PrometheusExporter>();
        using var exporter = new ExporterUnderTest(logger);
        exporter.Meter.CreateCounter<long>("few").Add(1, new KeyValuePair<string, object?>("user", "one"));
        var many = exporter.Meter.CreateCounter<long>("many");
        many.Add(1, new KeyValuePair<string, object?>("user", "one"));
        _ = exporter.Text;
        Assert.That(logger.Lines, Is.Empty);

        for (var i = 0; i < 2 * MeterProviderFactory.SeriesLimit; i++) many.Add(1, new KeyValuePair<string, object?>("user", $"{i}"));
        Assert.That(exporter.Text, Does.Contain("many_total{otel_metric_overflow=\"true\"} "));
        _ = exporter.OpenMetrics;
        Assert.That(logger.Lines.Select(line => (line.Event, line.Text.Split(" has ")[0])), Is.EqualTo(new[] { ("cardinality.limit_reached", "The metric many") }));
    }
}

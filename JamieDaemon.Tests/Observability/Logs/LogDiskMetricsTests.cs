using System.Globalization;
using JamieDaemon.Observability.Logs;
using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace JamieDaemon.Tests.Observability.Logs;

public sealed class LogDiskMetricsTests
{
    [TestCase(true)]
    [TestCase(false)]
    public void The_free_part_of_a_disk_is_told_with_and_without_files(bool withFiles)
    {
        using var folder = new TempFolder();
        using var exporter = new ExporterUnderTest(NullLogger<PrometheusExporter>.Instance);
        using var files = LogFiles.Open(withFiles ? folder.Path : "");
        _ = new LogDiskMetrics(exporter.Jamie, files);

        var sample = exporter.Text.Split('\n').Single(line => line.StartsWith("jamie_log_disk_free_ratio ", StringComparison.Ordinal));
        Assert.That(double.Parse(sample.Split(' ')[1], CultureInfo.InvariantCulture), Is.InRange(0, 1));
    }

    [Test]
    public void A_disk_that_is_gone_has_no_number()
    {
        using var exporter = new ExporterUnderTest(NullLogger<PrometheusExporter>.Instance);
        LogFiles files;
        using (var folder = new TempFolder())
        {
            files = LogFiles.Open(folder.Path);
            _ = new LogDiskMetrics(exporter.Jamie, files);
        }

        using (files) Assert.That(exporter.Text, Does.Not.Contain("jamie_log_disk_free_ratio "));
    }
}

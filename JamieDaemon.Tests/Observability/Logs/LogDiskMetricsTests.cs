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
        using var metrics = new LogDiskMetrics(exporter.Jamie, files, TimeProvider.System);

        var sample = exporter.Text.Split('\n').Single(line => line.StartsWith("jamie_log_disk_free_ratio ", StringComparison.Ordinal));
        Assert.That(double.Parse(sample.Split(' ')[1], CultureInfo.InvariantCulture), Is.InRange(0, 1));
    }

    [Test]
    public void A_disk_that_is_gone_has_no_number()
    {
        using var exporter = new ExporterUnderTest(NullLogger<PrometheusExporter>.Instance);
        var time = new ManualTimeProvider();
        using var folder = new TempFolder();
        using var files = LogFiles.Open(folder.File("logs"));
        using var metrics = new LogDiskMetrics(exporter.Jamie, files, time);
        Assert.That(exporter.Text, Does.Contain("\njamie_log_disk_free_ratio "));
        Directory.Delete(folder.File("logs"), recursive: true);
        time.Advance(LogDiskMetrics.LookEvery);
        Assert.That(exporter.Text, Does.Not.Contain("\njamie_log_disk_free_ratio "));
    }

    [Test]
    public async Task A_disk_that_hangs_holds_up_no_scrape_and_is_asked_once()
    {
        using var exporter = new ExporterUnderTest(NullLogger<PrometheusExporter>.Instance);
        using var hangs = new ManualResetEventSlim();
        var (time, looks) = (new ManualTimeProvider(), 0);
        using var metrics = new LogDiskMetrics(exporter.Jamie, Free, time);
        var advanced = Task.Run(() => time.Advance(LogDiskMetrics.LookEvery * 3));
        await Eventually.HoldsAsync(() => Volatile.Read(ref looks) == 2);
        Assert.That(exporter.Text, Does.Contain("\njamie_log_disk_free_ratio 0.25\n"), "the last that is known");
        Assert.That(time.TimerCount, Is.Zero, "nobody asks again");

        hangs.Set();
        await advanced.WaitAsync(Limits.Token);
        Assert.That(exporter.Text, Does.Contain("\njamie_log_disk_free_ratio 0.5\n"));

        double Free()
        {
            if (Interlocked.Increment(ref looks) == 1) return 0.25;
            hangs.Wait(Limits.Token);
            return 0.5;
        }
    }
}

using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Observability.Logs;

/// <summary>How much of the disk with the log files is free; without files it is the disk of the working directory.</summary>
public sealed class LogDiskMetrics
{
    private readonly string _directory;

    public LogDiskMetrics(JamieMeter jamie, LogFiles files)
    {
        _directory = files.Directory ?? Environment.CurrentDirectory;
        jamie.Meter.CreateObservableGauge("jamie.log.disk_free_ratio", Free, unit: "", "Part of the disk with the log files that is free, 0 to 1.");
    }

    private IEnumerable<Measurement<double>> Free()
    {
        try
        {
            var disk = new DriveInfo(_directory);
            return [new(disk.AvailableFreeSpace / (double)disk.TotalSize)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A disk that is gone has no number; what it means for the files is counted where they are written.
            return [];
        }
    }
}

using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Observability.Logs;

/// <summary>How much of the disk with the log files is free; without files it is the disk of the working directory.</summary>
/// <remarks>
/// It is looked at apart from the scrapes: a disk that hangs, as network disks do, holds up whoever asks it. Then the last number stays, and one thread
/// of the pool waits.
/// </remarks>
public sealed class LogDiskMetrics : IDisposable
{
    internal static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly Func<double> _free;
    private readonly ITimer _timer;
    private double _last;

    public LogDiskMetrics(JamieMeter jamie, LogFiles files, TimeProvider time)
        : this(jamie, () => FreePart(files.Directory ?? Environment.CurrentDirectory), time)
    {
    }

    /// <param name="jamie">Gets the number.</param>
    /// <param name="free">Reads it; NaN when there is none.</param>
    /// <param name="time">The clock.</param>
    internal LogDiskMetrics(JamieMeter jamie, Func<double> free, TimeProvider time)
    {
        (_free, _last) = (free, free());
        jamie.Meter.CreateObservableGauge("jamie.log.disk_free_ratio", Last, unit: "", "Part of the disk with the log files that is free, 0 to 1.");
        _timer = time.CreateTimer(_ => Look(), state: null, LookEvery, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>It winds the clock itself: while the disk hangs there is one look, and not one more every few seconds.</summary>
    private void Look()
    {
        Volatile.Write(ref _last, _free());
        _timer.Change(LookEvery, Timeout.InfiniteTimeSpan);
    }

    private IEnumerable<Measurement<double>> Last() => Volatile.Read(ref _last) is var last && double.IsNaN(last) ? [] : [new(last)];

    private static double FreePart(string directory)
    {
        try
        {
            var disk = new DriveInfo(directory);
            return disk.AvailableFreeSpace / (double)disk.TotalSize;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A disk that is gone has no number; what it means for the files is counted where they are written.
            return double.NaN;
        }
    }
}

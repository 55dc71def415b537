using JamieDaemon.Hosting;
using JamieDaemon.Telemetry;
using Microsoft.Win32.SafeHandles;
using Serilog.Core;
using Serilog.Events;

namespace JamieDaemon.Observability.Logs;

/// <summary>
/// Writes events to files of an hour, or of a size, at most. Readers follow the files while they grow, so bytes that are out are
/// never touched again: a file that ends in half a line is left as it is, which no reader takes for a line, and the next one is
/// begun. What cannot be written is counted and tried again; the file says how much is missing as soon as there is one.
/// </summary>
/// <remarks>
/// Serilog.Sinks.File 5.0 gives up on a file that it could not open until the next hour, without a word for each event, repeats
/// half a line after a full disk, and appends to a torn line.
/// </remarks>
public sealed class RollingLogFile(
    LogFiles files, LogOptions options, EcsJsonFormatter formatter, ServiceIdentity service, LogMetrics metrics, TimeProvider time)
    : ILogEventSink, IDisposable
{
    /// <summary>Between two attempts to open a file, and between two looks whether somebody has deleted the one that is open, or the lock.</summary>
    internal static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _sync = new();
    private SafeFileHandle? _file;
    private LogFileName _name;
    private DateTimeOffset _nextHour;
    private long _length;
    private long _lookedAt = long.MinValue;
    private long _lost;
    private DateTimeOffset _lostSince;
    private string _reason = "";
    private bool _isClosed;

    public void Emit(LogEvent logEvent)
    {
        lock (_sync)
        {
            if (_isClosed) return;
            try
            {
                if (IsReady())
                {
                    Append(formatter.Line(logEvent));
                    return;
                }
            }
            catch (Exception exception) when (DiskFailure.IsOne(exception))
            {
                Close();
                _reason = SecretRedactor.Redact(exception.Message);
                files.Problem = files.Unwritable(_reason);
            }

            if (_lost++ == 0) _lostSince = time.GetUtcNow();
            metrics.WriteFailed(files.Problem ?? _reason);
        }
    }

    public void Dispose()
    {
        lock (_sync)
        {
            _isClosed = true;
            Close();
        }
    }

    private bool IsReady()
    {
        var now = time.GetUtcNow();
        if (_file is not null && now < _nextHour && _length < options.FileSizeLimitBytes && (!IsTimeToLook() || (files.IsHeld && File.Exists(Path()))))
        {
            return true;
        }

        if (_file is null && _lost > 0 && !IsTimeToLook()) return false;
        Close();
        if (!files.TryHold())
        {
            _reason = files.Problem ?? _reason;
            return false;
        }

        Open(now);
        return true;
    }

    private bool IsTimeToLook()
    {
        var now = time.GetTimestamp();
        if (_lookedAt != long.MinValue && time.GetElapsedTime(_lookedAt, now) < LookEvery) return false;
        _lookedAt = now;
        return true;
    }

    private void Open(DateTimeOffset now)
    {
        var hour = LogFileName.HourOf(now);
        var all = Existing();
        var newest = all.FindLastIndex(name => name.Hour == hour);
        _name = newest >= 0 ? all[newest] : new LogFileName(hour, 0);
        // A torn first line too: a reader that has seen its half would put the other half of a new one behind it.
        if (File.Exists(Path()) && (LogTail.IsTorn(Path()) || new FileInfo(Path()).Length >= options.FileSizeLimitBytes)) _name = _name.Next;
        _file = File.OpenHandle(Path(), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        // Before the first line: that may not fit until an old file is gone.
        Retain();
        _nextHour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
        if (RandomAccess.GetLength(_file) == 0) Append(formatter.Line(LogFileRecords.Opened(_name, service, now)));
        if (_lost > 0) Append(formatter.Line(LogFileRecords.Lost(_lost, _lostSince, _reason, now)));
        (_lost, files.Problem) = (0, null);
    }

    /// <summary>In one piece: what a kill can cut a line into are the pages of the file, and that is rare.</summary>
    private void Append(ReadOnlySpan<byte> line)
    {
        // Not counted but asked for: after a logrotate with copytruncate there would be a hole of zeros before the line.
        var end = RandomAccess.GetLength(_file!);
        RandomAccess.Write(_file!, line, end);
        _length = end + line.Length;
    }

    private void Retain()
    {
        var all = Existing();
        // They are of a clock that was ahead. Counted, they would take the place of the file that is written.
        all.RemoveAll(name => LogFileName.Compare(name, _name) > 0);
        for (var i = 0; i < all.Count - options.RetainedFileCount; i++)
        {
            try
            {
                File.Delete(System.IO.Path.Combine(files.Directory!, all[i].ToString()));
            }
            catch (Exception exception) when (DiskFailure.IsOne(exception))
            {
                metrics.WriteFailed($"An old log file cannot be deleted: {exception.Message}");
            }
        }
    }

    private List<LogFileName> Existing()
    {
        var names = new List<LogFileName>();
        foreach (var path in Directory.EnumerateFiles(files.Directory!, LogFileName.Pattern))
        {
            if (LogFileName.Read(path) is { } name) names.Add(name);
        }

        names.Sort(LogFileName.Compare);
        return names;
    }

    private string Path() => System.IO.Path.Combine(files.Directory!, _name.ToString());

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}

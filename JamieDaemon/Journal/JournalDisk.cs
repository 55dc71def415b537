using JamieDaemon.Hosting;

namespace JamieDaemon.Journal;

/// <summary>The files of the journal as one place to append to: begins the next when one is long or has failed, and sums up the old ones.</summary>
/// <param name="folder">Where they are; it is disposed of with this.</param>
/// <param name="isOwed">Whether the question of an id still waits for its answer.</param>
/// <param name="metrics">Hears how long flushes take, and how many fail.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of trouble.</param>
/// <param name="begin">Makes a segment of a new file.</param>
internal sealed partial class JournalDisk(
    JournalFolder folder, Func<string, bool> isOwed, JournalMetrics metrics, TimeProvider time, ILogger<JournalDisk> logger, Func<FileStream, JournalSegment> begin)
    : IJournalDisk, IDisposable
{
    /// <summary>An answered question is remembered for longer than Slack delivers it again.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    /// <summary>In bytes: some thousand questions.</summary>
    private const long LongSegment = 4 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _over = new();
    private long _last = folder.Files() is [.., var last] ? last.Number : 0;
    private JournalSegment? _segment;
    private Thread? _compaction;
    private volatile string? _problem;

    /// <summary>Why nothing can be written; <see langword="null"/> when all is well.</summary>
    public string? Problem => _problem;

    public JournalOutcome Append(ReadOnlySpan<byte> frames, bool flush)
    {
        var isWhole = false;
        try
        {
            _segment ??= begin(folder.Begin(++_last));
            _segment.Append(frames);
            isWhole = true;
            if (flush) Flush(_segment);
        }
        catch (Exception failure) when (DiskFailure.IsOne(failure))
        {
            var left = Leave();
            Failed(failure);
            return isWhole || left is { IsTorn: true } ? JournalOutcome.Unknown : JournalOutcome.Refused;
        }

        Healed();
        if (_segment.Length > LongSegment) Leave();
        return JournalOutcome.Safe;
    }

    /// <summary>Sums up what is not written to any more, beside the writing; once at a time.</summary>
    public void Compact()
    {
        var upTo = _segment is null ? _last : _last - 1;
        if (_compaction is { IsAlive: true }) return;
        _compaction = new Thread(() => Compact(upTo)) { IsBackground = true, Name = "Journal compaction" };
        _compaction.Start();
    }

    public void Dispose()
    {
        _segment?.Dispose();
        // The next process sums up what this one has not.
        _over.Cancel();
        // While somebody still changes files here, no other process may: then the lock goes with the process.
        if (_compaction?.Join(Patience) == false) return;
        _over.Dispose();
        folder.Dispose();
    }

    private void Flush(JournalSegment segment)
    {
        var began = time.GetTimestamp();
        segment.Flush();
        metrics.Flushed(time.GetElapsedTime(began));
    }

    private JournalSegment? Leave()
    {
        var segment = _segment;
        _segment = null;
        segment?.Dispose();
        // A disk that is full does not take the summary either: one attempt is enough until it has room again.
        if (segment is { Length: > 0 } && _problem is null) Compact();
        return segment;
    }

    private void Compact(long upTo)
    {
        try
        {
            foreach (var file in JournalCompactor.Compact(folder, upTo, isOwed, time.GetUtcNow() - Memory, _over.Token)) Log.KeptDamaged(logger, file.Path);
        }
        catch (OperationCanceledException)
        {
            // Nothing has changed.
        }
        catch (Exception failure) when (DiskFailure.IsOne(failure))
        {
            // Nothing is lost; the files are there for the next time.
            Log.NotCompacted(logger, failure);
        }
    }

    private void Failed(Exception failure)
    {
        metrics.Failed();
        if (_problem is null) Log.Failed(logger, failure);
        _problem = $"The journal cannot be written ({failure.Message}); questions are refused. Make room in {folder.Path}, or make it writable.";
    }

    private void Healed()
    {
        if (_problem is null) return;
        _problem = null;
        Log.Healed(logger);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "journal.failed", Level = LogLevel.Error, Message = "The journal cannot be written: questions are refused until it can")]
        public static partial void Failed(ILogger logger, Exception failure);

        [LoggerMessage(EventName = "journal.healed", Level = LogLevel.Information, Message = "The journal can be written again")]
        public static partial void Healed(ILogger logger);

        [LoggerMessage(EventName = "journal.kept_damaged", Level = LogLevel.Warning, Message = "{Path} was damaged: what could be read is summed up, and a copy of all is kept beside it, *.damaged. It holds questions: delete it when you have seen it")]
        public static partial void KeptDamaged(ILogger logger, string path);

        [LoggerMessage(EventName = "journal.not_compacted", Level = LogLevel.Warning, Message = "Old files of the journal could not be summed up; they stay as they are")]
        public static partial void NotCompacted(ILogger logger, Exception failure);
    }
}

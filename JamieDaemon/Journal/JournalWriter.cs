using System.Buffers;
using System.Text.Json;
using JamieDaemon.Answering;

namespace JamieDaemon.Journal;

/// <summary>The one thread that writes: all records that come while a flush is under way share the next one.</summary>
/// <remarks>
/// A thread of its own, since a flush blocks for as long as the disk likes. After a failure the file is left: nobody knows what it holds
/// (https://lwn.net/Articles/752063/). The next attempt begins another file, and first takes back there what was refused and may have arrived all the same.
/// </remarks>
internal sealed partial class JournalWriter : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Ends nobody's question: what is written to learn whether the disk takes anything again.</summary>
    private static readonly JournalRecord Probe = new JournalRecord.Completed("");

    private readonly IJournalDisk _disk;
    private readonly ILogger<JournalWriter> _logger;
    private readonly Thread _thread;
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _came = new(initialState: false);
    private readonly ArrayBufferWriter<byte> _frames = new(64 * 1024);
    private readonly ArrayBufferWriter<byte> _record = new(4 * 1024);
    private readonly Utf8JsonWriter _json;
    private List<JournalEntry> _next = [];
    private List<JournalEntry> _batch = [];
    private volatile bool _isStopping;

    // By the question's id, of which the last word is enough: an hour without a disk must not take an hour's memory.
    private readonly Dictionary<string, JournalRecord> _debts = [];
    private readonly Dictionary<string, JournalRecord> _changes = [];
    private bool _hasFailed;

    public JournalWriter(IJournalDisk disk, ILogger<JournalWriter> logger)
    {
        (_disk, _logger, _json) = (disk, logger, new Utf8JsonWriter(_record));
        _thread = new Thread(Run) { IsBackground = true, Name = "Journal" };
        _thread.Start();
    }

    /// <summary>Hands a record over; returns at once.</summary>
    public void Write(JournalEntry entry)
    {
        lock (_lock) _next.Add(entry);
        _came.Set();
    }

    /// <summary>Whether nothing is written any more.</summary>
    public bool HasEnded => !_thread.IsAlive;

    /// <summary>Writes what was handed over, and ends; a disk that does not return from a flush is not waited for.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _came.Set();
        if (!_thread.Join(Patience))
        {
            Log.NotEnded(_logger, Patience);
            return;
        }

        _came.Dispose();
        _json.Dispose();
    }

    private void Run()
    {
        bool isLast;
        do
        {
            // A disk that has failed is tried again although nobody asks: until then Jamie is unhealthy.
            _came.WaitOne(_hasFailed ? Patience : Timeout.InfiniteTimeSpan);
            isLast = _isStopping;
            lock (_lock) (_batch, _next) = (_next, _batch);
            if (_batch.Count > 0 || _hasFailed) Commit();
            _batch.Clear();
        }
        while (!isLast);
    }

    private void Commit()
    {
        _frames.ResetWrittenCount();
        foreach (var change in _changes.Values) Frame(change);
        foreach (var debt in _debts.Values) Frame(debt);
        var isAwaited = _hasFailed;
        foreach (var entry in _batch)
        {
            Frame(entry.Record);
            isAwaited |= entry.IsAwaited;
        }

        if (_frames.WrittenCount == 0) Frame(Probe);
        var outcome = _disk.Append(_frames.WrittenSpan, flush: isAwaited);
        _hasFailed = outcome is not JournalOutcome.Safe;
        if (!_hasFailed)
        {
            _debts.Clear();
            _changes.Clear();
        }

        foreach (var entry in _batch)
        {
            if (_hasFailed) Owe(entry.Record, outcome);
            Tell(entry);
        }
    }

    /// <summary>A step that is not safe is not taken; but the next process must not take it for one that was.</summary>
    private void Owe(JournalRecord record, JournalOutcome outcome)
    {
        switch (record)
        {
            case JournalRecord.Accepted accepted when outcome is JournalOutcome.Unknown:
                _debts[accepted.Question.Id] = new JournalRecord.Refused(accepted.Question.Id, accepted.Question.Key);
                break;
            case JournalRecord.Advanced { Step: AnswerStep.Posting } posting when outcome is JournalOutcome.Unknown:
                _debts.TryAdd(posting.Id, posting with { Step = AnswerStep.Opening });
                break;
            case JournalRecord.Changed changed:
                _changes[changed.Id] = changed;
                break;
            case JournalRecord.Completed completed:
                _changes.Remove(completed.Id);
                _debts[completed.Id] = completed;
                break;
            default:
                break;
        }
    }

    private void Tell(JournalEntry entry)
    {
        try
        {
            if (_hasFailed) entry.Lost();
            else entry.Safe();
        }
#pragma warning disable CA1031 // Whoever waits is not the journal's: a bug there must cost one question, not all that come after it.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            Log.ReceiptFailed(_logger, bug);
        }
    }

    private void Frame(JournalRecord record)
    {
        _record.ResetWrittenCount();
        _json.Reset();
        JsonSerializer.Serialize(_json, record, JournalJsonContext.Default.JournalRecord);
        RecordFrame.Write(_frames, _record.WrittenSpan);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "journal.receipt_failed", Level = LogLevel.Error, Message = "This is a bug, please report it: who waited for a record of the journal failed when told of it")]
        public static partial void ReceiptFailed(ILogger logger, Exception bug);

        [LoggerMessage(EventName = "journal.not_ended", Level = LogLevel.Error, Message = "The disk has not returned within {Patience}: what ended last may not be in the journal, and then is answered again")]
        public static partial void NotEnded(ILogger logger, TimeSpan patience);
    }
}

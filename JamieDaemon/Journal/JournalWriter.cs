using System.Buffers;
using System.Text.Json;
using JamieDaemon.Hosting;

namespace JamieDaemon.Journal;

/// <summary>The one thread that writes: all records that come while a flush is under way share the next one.</summary>
/// <remarks>
/// A thread of its own, since a flush blocks for as long as the disk likes. After a failure the file is left: nobody knows what it holds
/// (https://lwn.net/Articles/752063/). The next attempt begins another file, and first ends there what was refused, in case it did arrive.
/// </remarks>
internal sealed class JournalWriter : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IJournalDisk _disk;
    private readonly Thread _thread;
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _came = new(initialState: false);
    private readonly ArrayBufferWriter<byte> _frames = new(64 * 1024);
    private readonly ArrayBufferWriter<byte> _record = new(4 * 1024);
    private readonly Utf8JsonWriter _json;
    private List<JournalEntry> _next = [];
    private List<JournalEntry> _batch = [];
    private readonly List<JournalEntry> _debts = [];
    private volatile bool _isStopping;

    public JournalWriter(IJournalDisk disk)
    {
        (_disk, _json) = (disk, new Utf8JsonWriter(_record));
        _thread = new Thread(Run) { IsBackground = true, Name = "Journal" };
        _thread.Start();
    }

    /// <summary>Hands a record over; returns at once.</summary>
    public void Write(JournalEntry entry)
    {
        lock (_lock) _next.Add(entry);
        _came.Set();
    }

    /// <summary>Writes what was handed over, and ends.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _came.Set();
        _thread.Join();
        _came.Dispose();
        _json.Dispose();
    }

    private void Run()
    {
        bool isLast;
        do
        {
            // What is owed to the disk is tried again although nobody asks.
            _came.WaitOne(_debts.Count > 0 ? Patience : Timeout.InfiniteTimeSpan);
            isLast = _isStopping;
            lock (_lock) (_batch, _next) = (_next, _batch);
            if (_batch.Count + _debts.Count > 0) Commit();
            _batch.Clear();
        }
        while (!isLast);
    }

    private void Commit()
    {
        try
        {
            _frames.ResetWrittenCount();
            foreach (var debt in _debts) Frame(debt.Record);
            var isAwaited = false;
            foreach (var entry in _batch)
            {
                Frame(entry.Record);
                isAwaited |= entry.IsAwaited;
            }

            _disk.Append(_frames.WrittenSpan, flush: isAwaited || _debts.Count > 0);
            _debts.Clear();
            foreach (var entry in _batch) entry.Safe();
        }
        catch (Exception failure) when (DiskFailure.IsOne(failure))
        {
            foreach (var entry in _batch) Owe(entry);
        }
    }

    private void Owe(JournalEntry entry)
    {
        entry.Lost();
        _debts.Add(entry.Record is JournalRecord.Accepted accepted ? new JournalEntry(new JournalRecord.Completed(accepted.Question.Id)) : new JournalEntry(entry.Record));
    }

    private void Frame(JournalRecord record)
    {
        _record.ResetWrittenCount();
        _json.Reset();
        JsonSerializer.Serialize(_json, record, JournalJsonContext.Default.JournalRecord);
        RecordFrame.Write(_frames, _record.WrittenSpan);
    }
}

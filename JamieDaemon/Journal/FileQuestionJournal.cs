using System.Collections.Concurrent;
using JamieDaemon.Answering;

namespace JamieDaemon.Journal;

/// <summary>A journal in files: what it has accepted is on disk before anybody hears of it, and outlives the process and the machine.</summary>
/// <remarks>The end of an answer is not waited for: if it is lost, the next process finds the answer where it stands.</remarks>
internal sealed partial class FileQuestionJournal : IQuestionJournal, IDisposable
{
    private readonly ConcurrentDictionary<string, byte> _owed = new();
    private readonly JournalDisk _disk;
    private readonly JournalWriter _writer;
    private readonly TimeProvider _time;
    private IReadOnlyList<Owed> _unanswered;
    private IReadOnlyList<UInt128> _recent;
    private bool _isDisposed;

    /// <summary>Takes the directory, and reads what an earlier process has left there.</summary>
    /// <exception cref="JournalException">The directory cannot be used.</exception>
    public FileQuestionJournal(string directory, JournalMetrics metrics, TimeProvider time, ILoggerFactory loggers)
    {
        _time = time;
        var logger = loggers.CreateLogger<FileQuestionJournal>();
        var folder = JournalFolder.Open(directory, logger, DirectorySync.Flush);
        var content = Read(folder, logger);
        _unanswered = [.. content.Unanswered];
        _recent = content.Recent;
        foreach (var owed in _unanswered) _owed[owed.Question.Id] = 0;
        _disk = new JournalDisk(folder, _owed.ContainsKey, metrics, time, loggers.CreateLogger<JournalDisk>(), static file => new JournalSegment(file));
        _disk.Compact();
        _writer = new JournalWriter(_disk, loggers.CreateLogger<JournalWriter>());
    }

    public bool OutlivesTheProcess => true;

    /// <inheritdoc cref="JournalDisk.Problem"/>
    public string? Problem => _disk.Problem;

    /// <summary>Questions that are owed an answer.</summary>
    public int Open => _owed.Count;

    public IReadOnlyList<Owed> TakeUnanswered() => Interlocked.Exchange(ref _unanswered, []);

    public IReadOnlyList<UInt128> TakeRecent() => Interlocked.Exchange(ref _recent, []);

    public void Accept(Question question, IJournalReceipt receipt)
    {
        _owed[question.Id] = 0;
        _writer.Write(new JournalEntry(new JournalRecord.Accepted(question, _time.GetUtcNow()), new Receipt(question.Id, _owed, receipt)));
    }

    public Task<bool> AdvanceAsync(string questionId, AnswerStep step) => WriteAsync(new JournalRecord.Advanced(questionId, step));

    public Task ChangeAsync(string questionId, string text) => WriteAsync(new JournalRecord.Changed(questionId, text));

    public void Complete(Question question)
    {
        _owed.TryRemove(question.Id, out _);
        _writer.Write(new JournalEntry(new JournalRecord.Completed(question.Id)));
    }

    /// <summary>Writes what was handed over. A container that knows it under two names disposes of it twice.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true)) return;
        _writer.Dispose();
        // Else the file is in use; it is closed, and the directory is free, when the process ends.
        if (_writer.HasEnded) _disk.Dispose();
    }

    private Task<bool> WriteAsync(JournalRecord record)
    {
        var safe = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _writer.Write(new JournalEntry(record, Waiter: safe));
        return safe.Task;
    }

    private static JournalContent Read(JournalFolder folder, ILogger logger)
    {
        var content = new JournalContent();
        foreach (var file in folder.Files())
        {
            using var stream = File.OpenRead(file.Path);
            var reader = new JournalReader(stream);
            foreach (var record in reader.Records()) content.Add(record);
            if (reader.Unreadable > 0) Log.Unreadable(logger, file.Path, reader.Unreadable);
            if (reader.Lost > 0) Log.Damaged(logger, file.Path, reader.Lost);
            if (reader.IsTorn) Log.Torn(logger, file.Path);
        }

        return content;
    }

    /// <summary>What was refused is owed by nobody.</summary>
    private sealed class Receipt(string questionId, ConcurrentDictionary<string, byte> owed, IJournalReceipt receipt) : IJournalReceipt
    {
        public void Accepted() => receipt.Accepted();

        public void Refused()
        {
            owed.TryRemove(questionId, out _);
            receipt.Refused();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "journal.unreadable", Level = LogLevel.Error, Message = "{Path} holds {Count} records that are damaged, or of a newer version: they were passed over")]
        public static partial void Unreadable(ILogger logger, string path, int count);

        [LoggerMessage(EventName = "journal.damaged", Level = LogLevel.Error, Message = "{Path} is damaged: {Bytes} bytes of it cannot be read, and questions may be among them that nobody will answer. Check the disk")]
        public static partial void Damaged(ILogger logger, string path, long bytes);

        [LoggerMessage(EventName = "journal.torn", Level = LogLevel.Information, Message = "{Path} ends within a record, as a crash leaves it: nobody was told that it was safe")]
        public static partial void Torn(ILogger logger, string path);
    }
}

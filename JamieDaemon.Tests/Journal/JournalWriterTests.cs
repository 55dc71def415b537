using JamieDaemon.Answering;
using JamieDaemon.Journal;
using JamieDaemon.Tests.Support;
using NSubstitute;

namespace JamieDaemon.Tests.Journal;

public sealed class JournalWriterTests
{
    [Test]
    public async Task All_that_comes_while_a_flush_is_under_way_shares_the_next_one()
    {
        using var disk = new SlowDisk();
        using var writer = new JournalWriter(disk);
        var safe = new List<Task> { Write(writer, 0) };
        await disk.Begun;
        for (var i = 1; i <= 1_000; i++) safe.Add(Write(writer, i));
        disk.Release();
        await Task.WhenAll(safe).WaitAsync(Limits.Token);

        Assert.That(disk.Written.Select(frames => frames.Count), Is.EqualTo(new[] { 1, 1_000 }));
    }

    [Test]
    public async Task Nobody_hears_of_a_record_before_the_disk_has_it()
    {
        using var disk = new SlowDisk();
        using var writer = new JournalWriter(disk);
        var safe = Write(writer, 1);
        await disk.Begun;
        Assert.That(safe.IsCompleted, Is.False);
        disk.Release();
        await safe.WaitAsync(Limits.Token);
    }

    /// <summary>The second is what .NET makes of EFBIG, "File too large".</summary>
    private static readonly Exception[] Refusals = [new IOException("No space left on device"), TooLarge(value: 0), new UnauthorizedAccessException()];

    [TestCaseSource(nameof(Refusals))]
    public async Task What_the_disk_refused_is_ended_there_before_anything_else_in_case_it_did_arrive(Exception refusal)
    {
        using var disk = new SlowDisk { Failure = refusal };
        using var writer = new JournalWriter(disk);
        disk.Release();
        var receipt = Substitute.For<IJournalReceipt>();
        writer.Write(new JournalEntry(new JournalRecord.Accepted(Questions.Numbered(1), default), receipt));
        writer.Write(new JournalEntry(new JournalRecord.Completed("q0")));
        await Eventually.HoldsAsync(() => disk.Attempts > 0);
        disk.Failure = null;
        await Write(writer, 2).WaitAsync(Limits.Token);

        receipt.Received(1).Refused(Arg.Any<Question>());
        receipt.DidNotReceive().Accepted(Arg.Any<Question>());
        var records = disk.Written.SelectMany(frames => frames).ToList();
        Assert.That(records[..^1].Cast<JournalRecord.Completed>().Select(completed => completed.Id), Is.EquivalentTo(["q1", "q0"]));
        Assert.That(records[^1], Is.TypeOf<JournalRecord.Advanced>());
    }

    [Test]
    public void What_was_handed_over_is_written_before_it_ends()
    {
        using var disk = new SlowDisk();
        disk.Release();
        using (var writer = new JournalWriter(disk))
        {
            for (var i = 0; i < 100; i++) writer.Write(new JournalEntry(new JournalRecord.Completed($"q{i}")));
        }

        Assert.That(disk.Written.Sum(frames => frames.Count), Is.EqualTo(100));
    }

    private static ArgumentOutOfRangeException TooLarge(long value) => new(nameof(value), value, "Specified file length was too large for the file system.");

    private static Task Write(JournalWriter writer, int number)
    {
        var safe = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        writer.Write(new JournalEntry(new JournalRecord.Advanced($"q{number}", AnswerStep.Opening), Waiter: safe));
        return safe.Task;
    }

    /// <summary>A disk that takes its time until it is told not to.</summary>
    private sealed class SlowDisk : IJournalDisk, IDisposable
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _released = new();
        private volatile Exception? _failure;
        private int _attempts;

        public Task Begun => _begun.Task;

        public Exception? Failure
        {
            get => _failure;
            set => _failure = value;
        }

        public int Attempts => Volatile.Read(ref _attempts);

        public List<List<JournalRecord>> Written { get; } = [];

        public void Release() => _released.Set();

        public void Append(ReadOnlySpan<byte> frames, bool flush)
        {
            _begun.TrySetResult();
            _released.Wait(Limits.Token);
            var failure = _failure;
            Interlocked.Increment(ref _attempts);
            if (failure is not null) throw failure;
            Written.Add([.. new JournalReader(new MemoryStream(frames.ToArray())).Records()]);
        }

        public void Dispose() => _released.Dispose();
    }
}

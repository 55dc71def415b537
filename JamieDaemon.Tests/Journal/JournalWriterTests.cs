using JamieDaemon.Answering;
using JamieDaemon.Journal;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace JamieDaemon.Tests.Journal;

public sealed class JournalWriterTests
{
    [Test]
    public async Task All_that_comes_while_a_flush_is_under_way_shares_the_next_one()
    {
        using var disk = new SlowDisk();
        using var writer = Writer(disk);
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
        using var writer = Writer(disk);
        var safe = Write(writer, 1);
        await disk.Begun;
        Assert.That(safe.IsCompleted, Is.False);
        disk.Release();
        await safe.WaitAsync(Limits.Token);
    }

    [Test]
    public async Task What_may_have_arrived_although_it_was_refused_is_taken_back_there_before_anything_else()
    {
        using var disk = new SlowDisk { Outcome = JournalOutcome.Unknown };
        using var writer = Writer(disk);
        disk.Release();
        var receipt = Substitute.For<IJournalReceipt>();
        writer.Write(Accepted(1, receipt));
        writer.Write(new JournalEntry(new JournalRecord.Completed("q0")));
        await Eventually.HoldsAsync(() => receipt.ReceivedCalls().Any() && disk.Attempts > 0);
        disk.Outcome = JournalOutcome.Safe;
        await Write(writer, 2).WaitAsync(Limits.Token);

        receipt.Received(1).Refused();
        receipt.DidNotReceive().Accepted();
        var records = Written(disk).ToList();
        Assert.That(records[..^1], Is.EquivalentTo(new JournalRecord[] { new JournalRecord.Refused("q1", Questions.Numbered(1).Key), new JournalRecord.Completed("q0") }));
        Assert.That(records[^1], Is.TypeOf<JournalRecord.Advanced>());
    }

    [Test]
    public async Task A_full_disk_owes_nothing_for_what_it_has_not_taken_and_the_last_word_on_the_rest()
    {
        using var disk = new SlowDisk { Outcome = JournalOutcome.Refused };
        using var writer = Writer(disk);
        disk.Release();
        for (var i = 1; i <= 200; i++)
        {
            var refused = new TaskCompletionSource();
            var receipt = Substitute.For<IJournalReceipt>();
            receipt.When(one => one.Refused()).Do(_ => refused.SetResult());
            writer.Write(new JournalEntry(new JournalRecord.Advanced("q0", AnswerStep.Posting)));
            writer.Write(Accepted(i, receipt));
            await refused.Task.WaitAsync(Limits.Token);
        }

        writer.Write(new JournalEntry(new JournalRecord.Completed("q0")));
        disk.Outcome = JournalOutcome.Safe;
        await Write(writer, 1_000).WaitAsync(Limits.Token);

        Assert.That(disk.Longest, Is.LessThan(2_000), "bytes at once");
        Assert.That(
            Written(disk).OfType<JournalRecord.Completed>().Select(completed => completed.Id), Is.EqualTo(["q0"]));
    }

    [Test]
    public async Task A_step_that_the_disk_does_not_take_is_not_safe_and_is_not_written_later([Values] bool mayHaveArrived)
    {
        using var disk = new SlowDisk { Outcome = mayHaveArrived ? JournalOutcome.Unknown : JournalOutcome.Refused };
        using var writer = Writer(disk);
        disk.Release();
        Assert.That(await Write(writer, 1).WaitAsync(Limits.Token), Is.False);
        disk.Outcome = JournalOutcome.Safe;
        Assert.That(await Write(writer, 2).WaitAsync(Limits.Token), Is.True);
        Assert.That(Written(disk), Is.EqualTo(new[] { new JournalRecord.Advanced("q2", AnswerStep.Opening) }));
    }

    [Test]
    public async Task A_command_s_answer_whose_record_may_have_arrived_is_not_taken_for_sent()
    {
        using var disk = new SlowDisk { Outcome = JournalOutcome.Unknown };
        using var writer = Writer(disk);
        disk.Release();
        var safe = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        writer.Write(new JournalEntry(new JournalRecord.Advanced("q1", AnswerStep.Posting), Waiter: safe));
        Assert.That(await safe.Task.WaitAsync(Limits.Token), Is.False);
        disk.Outcome = JournalOutcome.Safe;
        await Write(writer, 2).WaitAsync(Limits.Token);
        Assert.That(Written(disk), Is.EqualTo(new[] { new JournalRecord.Advanced("q1", AnswerStep.Opening), new JournalRecord.Advanced("q2", AnswerStep.Opening) }));
    }

    [Test]
    public async Task Words_that_a_full_disk_has_not_taken_are_written_when_it_has_room_unless_their_question_has_ended()
    {
        using var disk = new SlowDisk { Outcome = JournalOutcome.Refused };
        using var writer = Writer(disk);
        disk.Release();
        await ChangeAsync("q1", "first");
        await ChangeAsync("q1", "last");
        await ChangeAsync("q2", "of no use");
        writer.Write(new JournalEntry(new JournalRecord.Completed("q2")));
        await Write(writer, 1).WaitAsync(Limits.Token);
        disk.Outcome = JournalOutcome.Safe;
        await Write(writer, 3).WaitAsync(Limits.Token);

        Assert.That(Written(disk), Is.EqualTo(new JournalRecord[]
        {
            new JournalRecord.Changed("q1", "last"), new JournalRecord.Completed("q2"), new JournalRecord.Advanced("q3", AnswerStep.Opening),
        }));

        async Task ChangeAsync(string id, string text)
        {
            var told = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            writer.Write(new JournalEntry(new JournalRecord.Changed(id, text), Waiter: told));
            await told.Task.WaitAsync(Limits.Token);
        }
    }

    [Test]
    public async Task A_receipt_that_throws_costs_only_itself([Values] bool isAccepted)
    {
        var logger = new CollectingLogger<JournalWriter>();
        using var disk = new SlowDisk { Outcome = isAccepted ? JournalOutcome.Safe : JournalOutcome.Refused };
        using var writer = new JournalWriter(disk, logger);
        var receipt = Substitute.For<IJournalReceipt>();
        receipt.When(one => one.Accepted()).Do(_ => throw new IOException("of its own"));
        receipt.When(one => one.Refused()).Do(_ => throw new InvalidOperationException());
        writer.Write(Accepted(1, receipt));
        var second = Write(writer, 2);
        disk.Release();
        await second.WaitAsync(Limits.Token);
        await Write(writer, 3).WaitAsync(Limits.Token);

        Assert.That(receipt.ReceivedCalls().Count(), Is.EqualTo(1), "told once");
        Assert.That(logger.Events, Is.EqualTo(["journal.receipt_failed"]));
    }

    [Test]
    public async Task A_disk_that_hangs_does_not_hold_up_the_end()
    {
        using var disk = new SlowDisk();
        var logger = new CollectingLogger<JournalWriter>();
        var writer = new JournalWriter(disk, logger);
        _ = Write(writer, 1);
        await disk.Begun;
        await Task.Run(writer.Dispose).WaitAsync(Limits.Token);

        Assert.That((writer.HasEnded, logger.Events.Single()), Is.EqualTo((false, "journal.not_ended")));
        disk.Release();
        await Eventually.HoldsAsync(() => writer.HasEnded);
    }

    [Test]
    public void What_was_handed_over_is_written_before_it_ends()
    {
        using var disk = new SlowDisk();
        disk.Release();
        using (var writer = Writer(disk))
        {
            for (var i = 0; i < 100; i++) writer.Write(new JournalEntry(new JournalRecord.Completed($"q{i}")));
        }

        Assert.That(disk.Written.Sum(frames => frames.Count), Is.EqualTo(100));
    }

    /// <summary>Without what is only written to learn whether the disk takes anything again.</summary>
    private static IEnumerable<JournalRecord> Written(SlowDisk disk) => disk.Written.SelectMany(static frames => frames).Where(static record => record is not JournalRecord.Completed { Id: "" });

    private static JournalWriter Writer(SlowDisk disk) => new(disk, NullLogger<JournalWriter>.Instance);

    private static JournalEntry Accepted(int number, IJournalReceipt receipt) => new(new JournalRecord.Accepted(Questions.Numbered(number), default), receipt);

    private static Task<bool> Write(JournalWriter writer, int number)
    {
        var safe = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        writer.Write(new JournalEntry(new JournalRecord.Advanced($"q{number}", AnswerStep.Opening), Waiter: safe));
        return safe.Task;
    }

    /// <summary>A disk that takes its time until it is told not to.</summary>
    private sealed class SlowDisk : IJournalDisk, IDisposable
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _released = new();
        private volatile JournalOutcome _outcome;
        private int _attempts;

        public Task Begun => _begun.Task;

        public JournalOutcome Outcome
        {
            get => _outcome;
            set => _outcome = value;
        }

        public int Longest { get; private set; }

        public int Attempts => Volatile.Read(ref _attempts);

        public List<List<JournalRecord>> Written { get; } = [];

        public void Release() => _released.Set();

        public JournalOutcome Append(ReadOnlySpan<byte> frames, bool flush)
        {
            _begun.TrySetResult();
            _released.Wait(Limits.Token);
            Longest = Math.Max(Longest, frames.Length);
            var outcome = _outcome;
            if (outcome is JournalOutcome.Safe) Written.Add([.. new JournalReader(new MemoryStream(frames.ToArray())).Records()]);
            Interlocked.Increment(ref _attempts);
            return outcome;
        }

        public void Dispose() => _released.Dispose();
    }
}

using System.Collections.Concurrent;
using System.Runtime.Versioning;
using JamieDaemon.Answering;
using JamieDaemon.Journal;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace JamieDaemon.Tests.Journal;

public sealed class FileQuestionJournalTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MeterReadings _readings = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose()
    {
        _readings.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task What_was_accepted_and_not_answered_is_owed_by_the_next_process_oldest_first()
    {
        using (var journal = Open())
        {
            for (var i = 1; i <= 5; i++) await AcceptAsync(journal, Questions.Numbered(i));
            journal.Complete(Questions.Numbered(2));
            await journal.AdvanceAsync("q4", AnswerStep.Posting);
        }

        using var next = Open();
        Assert.That(next.TakeUnanswered().Select(owed => (owed.Question.Id, owed.Step)), Is.EqualTo(
            new (string, AnswerStep?)[] { ("q1", null), ("q3", null), ("q4", AnswerStep.Posting), ("q5", null) }));
        Assert.That(next.TakeRecent(), Is.EqualTo(Enumerable.Range(1, 5).Select(i => Questions.Numbered(i).Key)));
    }

    [Test]
    public async Task Other_words_outlive_the_process_and_a_summary_and_leave_the_step_as_it_is()
    {
        using (var journal = Open())
        {
            await AcceptAsync(journal, Questions.Numbered(1));
            await AcceptAsync(journal, Questions.Numbered(2));
            await journal.AdvanceAsync("q1", AnswerStep.Posting);
            await journal.ChangeAsync("q1", "why is search slow?");
            await journal.ChangeAsync("gone", "nobody's words");
        }

        using (Open()) await Eventually.HoldsAsync(() => Directory.GetFiles(JournalPath, "segment-*").Length == 0);

        using var next = Open();
        Assert.That(next.TakeUnanswered().Select(owed => (owed.Question.Text, owed.Step)), Is.EqualTo(
            new (string, AnswerStep?)[] { ("why is search slow?", AnswerStep.Posting), (Questions.Numbered(2).Text, null) }));
    }

    [Test]
    public async Task Any_number_of_processes_later_it_is_still_owed_once()
    {
        using (var journal = Open()) await AcceptAsync(journal, Questions.Numbered(1));
        for (var process = 0; process < 5; process++)
        {
            using var journal = Open();
            Assert.That(journal.TakeUnanswered().Select(owed => owed.Question.Id), Is.EqualTo(["q1"]));
        }

        using (var journal = Open()) journal.Complete(Questions.Numbered(1));
        using var last = Open();
        Assert.That(last.TakeUnanswered(), Is.Empty);
        Assert.That(last.TakeRecent(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_was_answered_goes_and_is_recognised_for_an_hour_and_the_latest_whatever_the_clock_says()
    {
        using (var journal = Open())
        {
            for (var i = 1; i <= JournalCompactor.AlwaysRemembered + 50; i++)
            {
                var question = Questions.Numbered(i, new string('x', 800));
                await AcceptAsync(journal, question);
                journal.Complete(question);
            }
        }

        using (Open()) await Eventually.HoldsAsync(() => Directory.GetFiles(JournalPath, "segment-*").Length == 0);

        Assert.That(SizeOfFiles(), Is.LessThan(2_000_000), "8 MB of answered questions are gone");
        using (var journal = Open()) Assert.That(journal.TakeRecent(), Has.Count.EqualTo(JournalCompactor.AlwaysRemembered + 50));

        _time.Advance(TimeSpan.FromMinutes(61));
        var before = SizeOfBase();
        using (Open()) await Eventually.HoldsAsync(() => SizeOfBase() < before);

        using var later = Open();
        Assert.That(later.TakeRecent(), Is.EqualTo(Enumerable.Range(51, JournalCompactor.AlwaysRemembered).Select(i => Questions.Numbered(i).Key)));
    }

    [Test]
    public async Task A_second_process_is_told_who_has_the_directory()
    {
        using var first = Open();
        await AcceptAsync(first, Questions.Numbered(1));

        Assert.That(Open, Throws.TypeOf<JournalException>().With.Message.Contains("Journal:Directory"));
    }

    [Test]
    [Platform("Linux", Reason = "Windows has other rights")]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_their_owner_may_read_the_files()
    {
        using var journal = Open();
        await AcceptAsync(journal, Questions.Numbered(1));

        Assert.That(File.GetUnixFileMode(JournalPath), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        foreach (var file in Directory.EnumerateFiles(JournalPath))
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
    }

    [Test]
    public async Task Where_nothing_can_be_written_questions_are_refused_until_it_can()
    {
        using var journal = Open();
        Directory.Delete(JournalPath, recursive: true);
        Assert.That(await IsAcceptedAsync(journal, Questions.Numbered(1)), Is.False);
        Assert.That(journal.Problem, Does.Contain("refused"));

        Directory.CreateDirectory(JournalPath);
        Assert.That(await IsAcceptedAsync(journal, Questions.Numbered(2)), Is.True);
        Assert.That(journal.Problem, Is.Null);
        Assert.That(journal.Open, Is.EqualTo(1), "what was refused is not owed");
        Assert.That(_readings["jamie.journal.failures.total{}"], Is.EqualTo(1));
    }

    [Test]
    public async Task Thousands_at_once_are_all_safe()
    {
        using (var journal = Open())
        {
            var receipts = new ConcurrentBag<Task>();
            await Parallel.ForAsync(0, 4_000, (i, _) =>
            {
                receipts.Add(AcceptAsync(journal, Questions.Numbered(i)));
                return ValueTask.CompletedTask;
            });
            await Task.WhenAll(receipts);
        }

        using var next = Open();
        Assert.That(next.TakeUnanswered().Select(owed => owed.Question.Id).Distinct().Count(), Is.EqualTo(4_000));
    }

    private string JournalPath => _folder.File("journal");

    private FileQuestionJournal Open() => new(JournalPath, new JournalMetrics(_readings.Jamie), _time, NullLoggerFactory.Instance);

    private long SizeOfBase() => new FileInfo(Directory.GetFiles(JournalPath, "base-*.journal").Single()).Length;

    private long SizeOfFiles() => Directory.EnumerateFiles(JournalPath).Sum(file => new FileInfo(file).Length);

    private static async Task AcceptAsync(FileQuestionJournal journal, Question question) =>
        Assert.That(await IsAcceptedAsync(journal, question), $"{question} was refused");

    private static Task<bool> IsAcceptedAsync(FileQuestionJournal journal, Question question)
    {
        var receipt = new Receipt();
        journal.Accept(question, receipt);
        return receipt.IsAccepted;
    }

    private sealed class Receipt : IJournalReceipt
    {
        private readonly TaskCompletionSource<bool> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<bool> IsAccepted => _told.Task;

        public void Accepted() => _told.SetResult(true);

        public void Refused() => _told.SetResult(false);
    }
}

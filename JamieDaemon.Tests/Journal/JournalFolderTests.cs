using System.Buffers;
using System.Runtime.Versioning;
using System.Text.Json;
using JamieDaemon.Journal;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.Journal;

public sealed class JournalFolderTests : IDisposable
{
    private const UnixFileMode OwnersDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode AnybodysDirectory = OwnersDirectory | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly TempFolder _temp = new();
    private readonly CollectingLogger<JournalFolder> _logger = new();

    public void Dispose() => _temp.Dispose();

    [Test]
    public void A_segment_whose_name_is_not_safe_does_not_stay()
    {
        using var folder = JournalFolder.Open(_temp.Path, _logger, static _ => throw new IOException("I/O error"));

        Assert.That(() => folder.Begin(1), Throws.TypeOf<IOException>());
        Assert.That(folder.Files(), Is.Empty);
    }

    [Test]
    [Platform("Linux", Reason = "Windows has other rights")]
    [UnsupportedOSPlatform("windows")]
    public void Others_are_shut_out_of_a_directory_that_was_there_before()
    {
        File.WriteAllBytes(_temp.File("segment-1.journal"), []);
        File.SetUnixFileMode(_temp.Path, AnybodysDirectory);
        using var folder = JournalFolder.Open(_temp.Path, _logger, DirectorySync.Flush);

        Assert.That(File.GetUnixFileMode(_temp.Path), Is.EqualTo(OwnersDirectory));
        Assert.That(_logger.Events, Is.Empty);
    }

    [Test]
    [Platform("Linux", Reason = "Windows has other rights")]
    [UnsupportedOSPlatform("windows")]
    public void A_directory_that_holds_other_things_is_left_as_it_is_with_a_warning()
    {
        File.WriteAllBytes(_temp.File("somebodys.txt"), []);
        File.SetUnixFileMode(_temp.Path, AnybodysDirectory);
        using var folder = JournalFolder.Open(_temp.Path, _logger, DirectorySync.Flush);

        Assert.That(File.GetUnixFileMode(_temp.Path), Is.EqualTo(AnybodysDirectory));
        Assert.That(_logger.Events, Is.EqualTo(["journal.ajar"]));
    }

    [Test]
    public void A_summary_that_fails_leaves_no_draft()
    {
        using var folder = JournalFolder.Open(_temp.Path, _logger, DirectorySync.Flush);
        Write("segment-1.journal", damaged: false);
        Directory.CreateDirectory(_temp.File("base-1.journal"));

        Assert.That(() => Compact(folder, upTo: 1), Throws.InstanceOf<Exception>());
        Assert.That(Directory.GetFiles(_temp.Path).Select(Path.GetFileName), Is.EquivalentTo(["journal.lock", "segment-1.journal"]));
    }

    [Test]
    public void A_summary_that_is_ended_early_changes_nothing()
    {
        using var folder = JournalFolder.Open(_temp.Path, _logger, DirectorySync.Flush);
        Write("segment-1.journal", damaged: false);

        Assert.That(() => JournalCompactor.Compact(folder, 1, static _ => true, default, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(_temp.Path).Select(Path.GetFileName), Is.EquivalentTo(["journal.lock", "segment-1.journal"]));
    }

    [Test]
    public void Of_damaged_files_the_latest_four_are_kept_whole()
    {
        using var folder = JournalFolder.Open(_temp.Path, _logger, DirectorySync.Flush);
        for (var i = 1; i <= 6; i++)
        {
            var bytes = Write($"segment-{i}.journal", damaged: true);
            File.SetLastWriteTimeUtc(_temp.File($"segment-{i}.journal"), DateTime.UnixEpoch.AddDays(i));
            Assert.That(Compact(folder, upTo: i).Single().Number, Is.EqualTo(i));
            Assert.That(File.ReadAllBytes(_temp.File($"segment-{i}.journal.damaged")), Is.EqualTo(bytes));
        }

        Assert.That(Directory.GetFiles(_temp.Path, "*.damaged").Select(Path.GetFileName),
            Is.EquivalentTo(Enumerable.Range(3, 4).Select(i => $"segment-{i}.journal.damaged")));
        Assert.That(folder.Files().Single().IsBase);
    }

    [Test]
    public void Damage_within_a_file_is_an_error_and_a_torn_end_is_none()
    {
        Write("segment-1.journal", damaged: true);
        File.WriteAllBytes(_temp.File("segment-2.journal"), Frame(2)[..20]);
        using var logs = new CollectingLoggerProvider();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(logs));
        using var readings = new MeterReadings();
        using (var journal = new FileQuestionJournal(_temp.Path, new JournalMetrics(readings.Jamie), new ManualTimeProvider(), loggers))
            Assert.That(journal.TakeUnanswered().Select(owed => owed.Question.Id), Is.EqualTo(["q2"]), "the one after the damage");

        Assert.That(logs.Lines.Single(line => line.Event == "journal.damaged").Text, Does.Contain($"{Frame(1).Length} bytes"));
        Assert.That(logs.Lines.Single(line => line.Event == "journal.torn").Text, Does.Contain("segment-2"));
    }

    [Test]
    public void What_was_refused_after_all_is_neither_owed_nor_known_also_when_it_was_summed_up_before([Values] bool isSummedUp, [Values] bool cameAgain)
    {
        var (first, second) = (Questions.Numbered(1), Questions.Numbered(2));
        using (var folder = JournalFolder.Open(_temp.Path, _logger, DirectorySync.Flush))
        {
            Put("segment-1.journal", new JournalRecord.Accepted(first, DateTimeOffset.UnixEpoch), new JournalRecord.Accepted(second, DateTimeOffset.UnixEpoch));
            if (isSummedUp) JournalCompactor.Compact(folder, upTo: 1, static _ => false, default, CancellationToken.None);
            Put("segment-2.journal", new JournalRecord.Refused(first.Id, first.Key));
            if (cameAgain) Put("segment-3.journal", new JournalRecord.Accepted(first, DateTimeOffset.UnixEpoch), new JournalRecord.Completed(first.Id));
        }

        UInt128[] known = cameAgain ? [first.Key, second.Key] : [second.Key];
        Assert.That(Known(), Is.EquivalentTo(known));
        using (var folder = JournalFolder.Open(_temp.Path, _logger, DirectorySync.Flush)) JournalCompactor.Compact(folder, upTo: 3, static _ => false, default, CancellationToken.None);
        Assert.That(Known().Distinct(), Is.EquivalentTo(known));

        IEnumerable<UInt128> Known()
        {
            var content = Content();
            Assert.That(content.Unanswered.Select(owed => owed.Question.Id), Has.None.EqualTo(first.Id));
            return content.Recent;
        }
    }

    [Test]
    public void What_is_asked_again_has_no_key_and_stays_owed_when_another_of_its_kind_was_refused()
    {
        var (owed, refused) = (Questions.Numbered(1) with { Key = 0 }, Questions.Numbered(2) with { Key = 0 });
        using (var folder = JournalFolder.Open(_temp.Path, _logger, DirectorySync.Flush))
        {
            Put("segment-1.journal", new JournalRecord.Accepted(owed, DateTimeOffset.UnixEpoch), new JournalRecord.Accepted(refused, DateTimeOffset.UnixEpoch), new JournalRecord.Refused(refused.Id, refused.Key));
            JournalCompactor.Compact(folder, upTo: 1, static _ => true, default, CancellationToken.None);
        }

        Assert.That(Content().Unanswered.Select(one => one.Question.Id), Is.EqualTo([owed.Id]));
    }

    private void Put(string name, params JournalRecord[] records)
    {
        var frames = new ArrayBufferWriter<byte>();
        foreach (var record in records) RecordFrame.Write(frames, JsonSerializer.SerializeToUtf8Bytes(record, JournalJsonContext.Default.JournalRecord));
        File.WriteAllBytes(_temp.File(name), frames.WrittenSpan);
    }

    private JournalContent Content()
    {
        var content = new JournalContent();
        foreach (var path in Directory.GetFiles(_temp.Path, "*.journal").Order())
        {
            using var file = File.OpenRead(path);
            foreach (var record in new JournalReader(file).Records()) content.Add(record);
        }

        return content;
    }

    private static IReadOnlyList<JournalFile> Compact(JournalFolder folder, long upTo) => JournalCompactor.Compact(folder, upTo, static _ => true, default, CancellationToken.None);

    private static byte[] Frame(int number)
    {
        var frames = new ArrayBufferWriter<byte>();
        JournalRecord record = new JournalRecord.Accepted(Questions.Numbered(number), DateTimeOffset.UnixEpoch);
        RecordFrame.Write(frames, JsonSerializer.SerializeToUtf8Bytes(record, JournalJsonContext.Default.JournalRecord));
        return frames.WrittenSpan.ToArray();
    }

    /// <summary>Two questions; damage is in the length of the first.</summary>
    private byte[] Write(string name, bool damaged)
    {
        byte[] bytes = [.. Frame(1), .. Frame(2)];
        if (damaged) bytes[3] ^= 0x40;
        File.WriteAllBytes(_temp.File(name), bytes);
        return bytes;
    }
}

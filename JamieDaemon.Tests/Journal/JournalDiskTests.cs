using System.Buffers;
using System.Text.Json;
using JamieDaemon.Hosting;
using JamieDaemon.Journal;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace JamieDaemon.Tests.Journal;

public sealed class JournalDiskTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly MeterReadings _readings = new();
    private readonly CollectingLogger<JournalDisk> _logger = new();

    /// <summary>The second is what .NET makes of EFBIG, "File too large".</summary>
    private static readonly Exception[] Refusals = [new IOException("No space left on device"), TooLarge(value: 0), new UnauthorizedAccessException()];

    public void Dispose()
    {
        _readings.Dispose();
        _temp.Dispose();
    }

    [TestCaseSource(nameof(Refusals))]
    public void What_a_full_disk_takes_a_part_of_is_withdrawn_and_no_file_is_left(Exception refusal)
    {
        using var disk = Open(new Trouble { OfWrites = refusal });
        for (var i = 0; i < 3; i++) Assert.That(disk.Append(Frames(i), flush: true), Is.EqualTo(JournalOutcome.Refused));

        Assert.That(disk.Problem, Does.Contain("refused"));
        Assert.That(Names(), Is.EqualTo(["journal.lock"]));
        Assert.That(_logger.Events, Is.EqualTo(["journal.failed"]));
    }

    [Test]
    public void What_is_withdrawn_leaves_what_the_file_held_before()
    {
        var trouble = new Trouble();
        using (var disk = Open(trouble))
        {
            disk.Append(Frames(1), flush: true);
            trouble.OfWrites = new IOException();
            Assert.That(disk.Append([.. Frames(2), .. Frames(3)], flush: true), Is.EqualTo(JournalOutcome.Refused));
        }

        Assert.That(File.ReadAllBytes(Files("*-*.journal").Single()), Is.EqualTo(Frames(1)));
    }

    [Test]
    public void What_was_written_and_not_flushed_may_have_arrived()
    {
        using var disk = Open(new Trouble { OfFlushes = new IOException() });
        Assert.That(disk.Append(Frames(1), flush: true), Is.EqualTo(JournalOutcome.Unknown));
    }

    [Test]
    [Platform("Linux", Reason = "Another system refuses otherwise")]
    public void What_cannot_be_withdrawn_may_have_arrived_until_its_file_is_gone()
    {
        File.WriteAllBytes(_temp.File("read-only"), []);
        using var segment = new JournalSegment(File.OpenRead(_temp.File("read-only")));

        Assert.That(() => segment.Append(Frames(1)), Throws.Exception.Matches<Exception>(static failure => DiskFailure.IsOne(failure!)));
        Assert.That(segment.IsTorn);
        segment.Dispose();
        Assert.That(segment.IsTorn, Is.False);
    }

    [Test]
    public void While_the_disk_is_full_nothing_is_summed_up()
    {
        using (var journal = Open(new Trouble())) journal.Append(Frames(1), flush: true);
        using (var disk = Open(new Trouble { OfWrites = new IOException() }))
        {
            for (var i = 0; i < 5; i++) disk.Append(Frames(2), flush: true);
        }

        Assert.That(Names(), Is.EqualTo(["journal.lock", "segment-1.journal"]));
    }

    private static ArgumentOutOfRangeException TooLarge(long value) => new(nameof(value), value, "Specified file length was too large for the file system.");

    private static byte[] Frames(int number)
    {
        var frames = new ArrayBufferWriter<byte>();
        JournalRecord record = new JournalRecord.Accepted(Questions.Numbered(number), DateTimeOffset.UnixEpoch);
        RecordFrame.Write(frames, JsonSerializer.SerializeToUtf8Bytes(record, JournalJsonContext.Default.JournalRecord));
        return frames.WrittenSpan.ToArray();
    }

    private JournalDisk Open(Trouble trouble) => new(
        JournalFolder.Open(_temp.Path, NullLogger.Instance, DirectorySync.Flush), static _ => true, new JournalMetrics(_readings.Jamie), new ManualTimeProvider(), _logger,
        file => new TroubledSegment(file, trouble));

    private string[] Files(string pattern) => Directory.GetFiles(_temp.Path, pattern);

    private IEnumerable<string?> Names() => Files("*").Select(Path.GetFileName).Order();

    private sealed class Trouble
    {
        public Exception? OfWrites { get; set; }

        public Exception? OfFlushes { get; set; }
    }

    /// <summary>Takes a part of what is written before it fails, as a full disk does.</summary>
    private sealed class TroubledSegment(FileStream file, Trouble trouble) : JournalSegment(file)
    {
        public override void Flush()
        {
            if (trouble.OfFlushes is { } failure) throw failure;
            base.Flush();
        }

        protected override void Write(ReadOnlySpan<byte> frames, long offset)
        {
            if (trouble.OfWrites is not { } failure)
            {
                base.Write(frames, offset);
                return;
            }

            base.Write(frames[..(frames.Length - 5)], offset);
            throw failure;
        }
    }
}

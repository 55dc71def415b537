using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Answering;
using JamieDaemon.Journal;

namespace JamieDaemon.Tests.Journal;

public sealed class JournalReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private static readonly JournalRecord[] Records =
    [
        new JournalRecord.Accepted(Questions.Numbered(1), Now),
        new JournalRecord.Accepted(Questions.Numbered(2, new string('ü', 5_000)), Now),
        new JournalRecord.Advanced("q1", AnswerStep.Posting),
        new JournalRecord.Completed("q2"),
        new JournalRecord.Remembered(UInt128.MaxValue, Now),
    ];

    [Test]
    public void A_question_comes_back_with_all_that_it_came_with()
    {
        var question = Questions.WithEverything();
        var back = (JournalRecord.Accepted)Read(Frames(new JournalRecord.Accepted(question, Now))).Single();

        Assert.That(back.At, Is.EqualTo(Now));
        Assert.That(JsonSerializer.Serialize(back.Question with { Origin = default }), Is.EqualTo(JsonSerializer.Serialize(question with { Origin = default })));
        Assert.That(back.Question.Origin.RequestId, Is.EqualTo("envelope-1"));
        Assert.That((back.Question.Origin.Trace.TraceId, back.Question.Origin.Trace.SpanId, back.Question.Origin.Trace.TraceFlags),
            Is.EqualTo((question.Origin.Trace.TraceId, question.Origin.Trace.SpanId, question.Origin.Trace.TraceFlags)));
    }

    [Test]
    public void Records_come_back_in_the_order_of_their_writing() =>
        Assert.That(Read(Frames(Records)).Select(Text), Is.EqualTo(Records.Select(Text)));

    [Test]
    public void A_file_cut_anywhere_gives_all_records_before_the_cut()
    {
        var whole = Frames(Records);
        var ends = new List<int>();
        for (var i = 1; i <= Records.Length; i++) ends.Add(Frames(Records[..i]).Length);
        for (var cut = 0; cut <= whole.Length; cut += cut < 400 ? 1 : 37)
        {
            var reader = new JournalReader(new MemoryStream(whole[..cut]));
            var expected = ends.Count(end => end <= cut);
            Assert.That(reader.Records().Count(), Is.EqualTo(expected), $"cut at {cut}");
            Assert.That(reader.IsTorn, Is.EqualTo(cut > 0 && !ends.Contains(cut)), $"cut at {cut}");
            Assert.That(reader.IsDamaged, Is.False, $"cut at {cut}");
        }
    }

    [Test]
    public void Zeros_that_a_file_system_left_at_the_end_are_no_records()
    {
        var reader = new JournalReader(new MemoryStream([.. Frames(Records), .. new byte[4_096]]));
        Assert.That(reader.Records().Count(), Is.EqualTo(Records.Length));
        Assert.That((reader.IsTorn, reader.IsDamaged), Is.EqualTo((true, false)));
    }

    [Test]
    public void What_follows_a_record_whose_length_is_damaged_is_read_and_its_bytes_are_counted([Values(0x7fffffff, -1, 0, 1, 100, 100_000)] int length)
    {
        var whole = Frames(Records);
        var (begin, end) = (Frames(Records[..1]).Length, Frames(Records[..2]).Length);
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(begin), length);
        var reader = new JournalReader(new MemoryStream(whole));

        Assert.That(reader.Records().Select(Text), Is.EqualTo(Records.Where((_, i) => i != 1).Select(Text)));
        Assert.That((reader.Lost, reader.Unreadable, reader.IsTorn), Is.EqualTo((end - begin, 0, false)));
    }

    [Test]
    public void An_end_that_no_crash_leaves_is_damage()
    {
        byte[] garbage = [.. Enumerable.Repeat((byte)0xA5, 200_000)];
        var reader = new JournalReader(new MemoryStream([.. Frames(Records), .. garbage]));

        Assert.That(reader.Records().Count(), Is.EqualTo(Records.Length));
        Assert.That((reader.Lost, reader.IsTorn), Is.EqualTo((garbage.LongLength, false)));
    }

    [Test]
    public void What_follows_is_found_however_far_away_it_is([Range(65_500, 65_560, 4)] int distance)
    {
        var reader = new JournalReader(new MemoryStream([.. Enumerable.Repeat((byte)0xA5, distance), .. Frames(Records)]));

        Assert.That(reader.Records().Count(), Is.EqualTo(Records.Length));
        Assert.That(reader.Lost, Is.EqualTo(distance));
    }

    [Test]
    public void A_bit_that_was_lost_costs_one_record_and_never_brings_another_in()
    {
        var whole = Frames(Records);
        var all = Records.Select(Text).ToHashSet();
        Prop.ForAll(Gen.Choose(0, (whole.Length * 8) - 1).ToArbitrary(), bit =>
        {
            var damaged = (byte[])whole.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            var reader = new JournalReader(new MemoryStream(damaged));
            var read = reader.Records().Select(Text).ToList();
            return read.Count == Records.Length - 1 && read.All(all.Contains) && (reader.IsTorn || reader.IsDamaged);
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void A_kind_of_a_newer_version_is_passed_over()
    {
        var frames = new ArrayBufferWriter<byte>();
        RecordFrame.Write(frames, "{\"is\":\"dreamt\",\"id\":\"q1\"}"u8);
        RecordFrame.Write(frames, "[]"u8);
        var reader = new JournalReader(new MemoryStream([.. frames.WrittenSpan, .. Frames(Records)]));

        Assert.That(reader.Records().Count(), Is.EqualTo(Records.Length));
        Assert.That((reader.Unreadable, reader.IsTorn), Is.EqualTo((2, false)));
    }

    private static byte[] Frames(params JournalRecord[] records)
    {
        var frames = new ArrayBufferWriter<byte>();
        foreach (var record in records) RecordFrame.Write(frames, JsonSerializer.SerializeToUtf8Bytes(record, JournalJsonContext.Default.JournalRecord));
        return frames.WrittenSpan.ToArray();
    }

    private static List<JournalRecord> Read(byte[] frames) => [.. new JournalReader(new MemoryStream(frames)).Records()];

    private static string Text(JournalRecord record) => JsonSerializer.Serialize(record, JournalJsonContext.Default.JournalRecord);
}

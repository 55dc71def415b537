using System.Buffers;
using System.Text.Json;

namespace JamieDaemon.Journal;

/// <summary>Sums up files that are not written to any more: what is owed stays whole, of what was answered within the hour stays by what it is recognised, the rest goes.</summary>
/// <remarks>Record by record, so that it needs no memory to speak of. All older files are summed up at once: a record must not outlive the one that ends it.</remarks>
internal static class JournalCompactor
{
    /// <summary>So many turns stay known however old they seem: a clock that has jumped must not make Jamie answer twice.</summary>
    public const int AlwaysRemembered = 10_000;

    private const int DraftBuffer = 64 * 1024;

    /// <param name="folder">The directory.</param>
    /// <param name="upTo">The last segment that is not written to any more.</param>
    /// <param name="isOwed">Whether an id's question still waits for its answer.</param>
    /// <param name="since">Answered questions that were accepted before may be forgotten.</param>
    /// <exception cref="IOException">The disk did not take it; nothing has changed.</exception>
    public static void Compact(JournalFolder folder, long upTo, Func<string, bool> isOwed, DateTimeOffset since)
    {
        List<JournalFile> old = [.. folder.Files().Where(file => file.Number <= upTo)];
        if (old.Count == 0) return;
        var turnsLeft = Records(old).Count(IsTurn);
        using var draft = folder.Draft();
        var frames = new ArrayBufferWriter<byte>();
        foreach (var record in Records(old))
        {
            var isLate = IsTurn(record) && turnsLeft-- <= AlwaysRemembered;
            if (Shorten(record, isOwed, isLate ? DateTimeOffset.MinValue : since) is not { } kept) continue;
            RecordFrame.Write(frames, JsonSerializer.SerializeToUtf8Bytes(kept, JournalJsonContext.Default.JournalRecord));
            if (frames.WrittenCount < DraftBuffer) continue;
            draft.Write(frames.WrittenSpan);
            frames.ResetWrittenCount();
        }

        draft.Write(frames.WrittenSpan);
        draft.Flush(flushToDisk: true);
        folder.Publish(draft, old[^1].Number);
    }

    private static IEnumerable<JournalRecord> Records(List<JournalFile> files)
    {
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file.Path);
            foreach (var record in new JournalReader(stream).Records()) yield return record;
        }
    }

    private static bool IsTurn(JournalRecord record) => record is JournalRecord.Accepted or JournalRecord.Remembered;

    private static JournalRecord? Shorten(JournalRecord record, Func<string, bool> isOwed, DateTimeOffset since) => record switch
    {
        JournalRecord.Accepted accepted when isOwed(accepted.Question.Id) => accepted,
        JournalRecord.Accepted accepted when accepted.At >= since => new JournalRecord.Remembered(accepted.Question.Key, accepted.At),
        JournalRecord.Advanced advanced when isOwed(advanced.Id) => advanced,
        JournalRecord.Remembered remembered when remembered.At >= since => remembered,
        _ => null,
    };
}

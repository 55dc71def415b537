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
    /// <param name="over">Ends it early; nothing has changed then.</param>
    /// <returns>Damaged files, of which a copy is kept: somebody may want what could not be read of them.</returns>
    /// <exception cref="IOException">The disk did not take it; nothing has changed.</exception>
    public static IReadOnlyList<JournalFile> Compact(JournalFolder folder, long upTo, Func<string, bool> isOwed, DateTimeOffset since, CancellationToken over)
    {
        List<JournalFile> old = [.. folder.Files().Where(file => file.Number <= upTo)];
        if (old.Count == 0) return [];
        var damaged = new List<JournalFile>();
        var turnsLeft = 0;
        var refused = new Dictionary<string, UInt128>(StringComparer.Ordinal);
        foreach (var record in Records(old, damaged.Add, over))
        {
            turnsLeft += IsTurn(record) ? 1 : 0;
            if (record is JournalRecord.Refused back) refused[back.Id] = back.Key;
            else if (record is JournalRecord.Accepted again) refused.Remove(again.Question.Id);
        }

        foreach (var file in damaged) folder.Keep(file);
        var draft = folder.Draft();
        try
        {
            using (draft) Write(draft, Records(old, static _ => { }, over).Where(record => !IsRefused(record, refused)), turnsLeft, isOwed, since);
            folder.Publish(draft, old[^1].Number);
            return damaged;
        }
        catch
        {
            // Its room is needed where there is little.
            JournalFolder.Discard(draft);
            throw;
        }
    }

    private static void Write(FileStream draft, IEnumerable<JournalRecord> records, int turnsLeft, Func<string, bool> isOwed, DateTimeOffset since)
    {
        var frames = new ArrayBufferWriter<byte>();
        foreach (var record in records)
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
    }

    private static IEnumerable<JournalRecord> Records(List<JournalFile> files, Action<JournalFile> foundDamaged, CancellationToken over)
    {
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file.Path);
            var reader = new JournalReader(stream);
            foreach (var record in reader.Records())
            {
                over.ThrowIfCancellationRequested();
                yield return record;
            }

            if (reader.IsDamaged) foundDamaged(file);
        }
    }

    /// <summary>Not every question has a key: what is asked again comes from a click, which Slack does not deliver twice.</summary>
    private static bool IsRefused(JournalRecord record, Dictionary<string, UInt128> refused) => record switch
    {
        JournalRecord.Accepted accepted => refused.ContainsKey(accepted.Question.Id),
        JournalRecord.Remembered remembered => remembered.Key != 0 && refused.ContainsValue(remembered.Key),
        _ => false,
    };

    private static bool IsTurn(JournalRecord record) => record is JournalRecord.Accepted or JournalRecord.Remembered;

    private static JournalRecord? Shorten(JournalRecord record, Func<string, bool> isOwed, DateTimeOffset since) => record switch
    {
        JournalRecord.Accepted accepted when isOwed(accepted.Question.Id) => accepted,
        JournalRecord.Accepted accepted when accepted.At >= since => new JournalRecord.Remembered(accepted.Question.Key, accepted.At),
        JournalRecord.Advanced advanced when isOwed(advanced.Id) => advanced,
        JournalRecord.Changed changed when isOwed(changed.Id) => changed,
        JournalRecord.Remembered remembered when remembered.At >= since => remembered,
        _ => null,
    };
}

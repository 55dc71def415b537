using System.Buffers;
using System.Text.Json;

namespace JamieDaemon.Journal;

/// <summary>Reads the records of one file, as far as they are whole.</summary>
/// <remarks>
/// A process or a machine that dies leaves half a record at the end: nobody was told that it is safe, so it is passed over. A record in the middle
/// that has lost a bit is passed over too, and what follows it is read.
/// </remarks>
internal sealed class JournalReader(Stream file)
{
    /// <summary>Records that are whole but not what they were when they were written, or not known to this version.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Whether the file ends within a record.</summary>
    public bool IsTorn { get; private set; }

    public IEnumerable<JournalRecord> Records()
    {
        var header = new byte[RecordFrame.HeaderSize];
        while (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) is > 0 and var read)
        {
            if (read < header.Length || !RecordFrame.TryReadHeader(header, out var length, out var checksum))
            {
                IsTorn = true;
                yield break;
            }

            var bytes = ArrayPool<byte>.Shared.Rent(length);
            try
            {
                if (file.ReadAtLeast(bytes.AsSpan(0, length), length, throwOnEndOfStream: false) < length)
                {
                    IsTorn = true;
                    yield break;
                }

                if (Parse(bytes.AsSpan(0, length), checksum) is { } record) yield return record;
                else Unreadable++;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }
    }

    private static JournalRecord? Parse(ReadOnlySpan<byte> record, uint checksum)
    {
        if (RecordFrame.Checksum(record) != checksum) return null;
        try
        {
            return JsonSerializer.Deserialize(record, JournalJsonContext.Default.JournalRecord);
        }
        catch (Exception unknown) when (unknown is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}

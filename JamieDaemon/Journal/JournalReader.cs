using System.Buffers;
using System.Text.Json;

namespace JamieDaemon.Journal;

/// <summary>Reads the records of one file, as far as they are whole.</summary>
/// <remarks>
/// A process or a machine that dies leaves half a record at the end: nobody was told that it is safe, so it is passed over. A record in the middle
/// that has lost a bit is passed over too, and what follows it is read: when the bit was one of its length, from the next record that is whole.
/// Text cannot pass for one: a length has a byte of zeros, and JSON has none.
/// </remarks>
internal sealed class JournalReader(Stream file)
{
    private const int Window = 64 * 1024;

    private readonly byte[] _header = new byte[RecordFrame.HeaderSize];
    private readonly long _end = file.Length;

    /// <summary>Records that are whole but not what they were when they were written, or not known to this version.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Bytes that were records once, and are no end that a crash leaves.</summary>
    public long Lost { get; private set; }

    /// <summary>Whether the file ends within a record.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>Whether the file holds more than was read from it.</summary>
    public bool IsDamaged => Unreadable > 0 || Lost > 0;

    public IEnumerable<JournalRecord> Records()
    {
        for (long at = 0; at < _end;)
        {
            if (!TryReadFrame(at, out var next, out var record))
            {
                at = PassOver(at, next);
                continue;
            }

            at = next;
            if (record is not null) yield return record;
            else Unreadable++;
        }
    }

    /// <summary>Reads one frame whose checksum is right; its record is null when this version does not know it.</summary>
    private bool TryReadFrame(long at, out long next, out JournalRecord? record)
    {
        record = null;
        if (!TryReadHeader(at, out next, out var checksum) || next > _end) return false;
        var length = (int)(next - at) - RecordFrame.HeaderSize;
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            file.ReadExactly(bytes, 0, length);
            if (RecordFrame.Checksum(bytes.AsSpan(0, length)) != checksum) return false;
            record = Parse(bytes.AsSpan(0, length));
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private bool TryReadHeader(long at, out long next, out uint checksum)
    {
        (next, checksum) = (0, 0);
        if (_end - at < RecordFrame.HeaderSize) return false;
        file.Position = at;
        file.ReadExactly(_header);
        if (!RecordFrame.TryReadHeader(_header, out var length, out checksum)) return false;
        next = at + RecordFrame.HeaderSize + length;
        return true;
    }

    /// <summary>Where to go on from what is no whole record.</summary>
    private long PassOver(long at, long next)
    {
        if (NextWhole(at + 1) is { } whole)
        {
            if (whole == next) Unreadable++;
            else Lost += whole - at;
            return whole;
        }

        if (next > 0 && next <= _end)
        {
            Unreadable++;
            return next;
        }

        if (IsCutOff(at, next)) IsTorn = true;
        else Lost += _end - at;
        return _end;
    }

    private long? NextWhole(long from)
    {
        var window = ArrayPool<byte>.Shared.Rent(Window);
        try
        {
            for (; _end - from > RecordFrame.HeaderSize; from += Window - RecordFrame.HeaderSize + 1)
            {
                file.Position = from;
                var read = file.ReadAtLeast(window.AsSpan(0, Window), Window, throwOnEndOfStream: false);
                for (var i = 0; i <= read - RecordFrame.HeaderSize; i++)
                {
                    if (RecordFrame.TryReadHeader(window.AsSpan(i), out _, out _) && TryReadFrame(from + i, out _, out _)) return from + i;
                }
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }
    }

    /// <summary>Whether a write was cut here: not even a header is left, or zeros, or the beginning of a record that would reach beyond the end.</summary>
    private bool IsCutOff(long at, long next)
    {
        if (_end - at < RecordFrame.HeaderSize) return true;
        var start = "{\"is\":\""u8;
        Span<byte> begun = stackalloc byte[start.Length];
        file.Position = at + RecordFrame.HeaderSize;
        begun = begun[..file.ReadAtLeast(begun, begun.Length, throwOnEndOfStream: false)];
        return (next > 0 && start.StartsWith(begun)) || AreZeros(next > 0 ? at + RecordFrame.HeaderSize : at);
    }

    private bool AreZeros(long from)
    {
        file.Position = from;
        Span<byte> some = stackalloc byte[1024];
        while (file.Read(some) is > 0 and var read)
        {
            if (some[..read].ContainsAnyExcept((byte)0)) return false;
        }

        return true;
    }

    private static JournalRecord? Parse(ReadOnlySpan<byte> record)
    {
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

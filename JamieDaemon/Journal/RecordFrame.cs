using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace JamieDaemon.Journal;

/// <summary>A record's bytes in a file: their length and their checksum (little-endian, four bytes each), then the record.</summary>
/// <remarks>The checksum (CRC-32C) covers the length too, so that zeros, which a file system may leave where a write was cut, are no record.</remarks>
internal static class RecordFrame
{
    public const int HeaderSize = 8;

    /// <summary>Longer than anything that a chat delivers: a length beyond it was never written.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Writes the frame of a record.</summary>
    public static void Write(IBufferWriter<byte> target, ReadOnlySpan<byte> record)
    {
        var header = target.GetSpan(HeaderSize);
        BinaryPrimitives.WriteInt32LittleEndian(header, record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Checksum(record));
        target.Advance(HeaderSize);
        target.Write(record);
    }

    /// <summary>Reads a header.</summary>
    /// <returns><see langword="false"/> when nothing that was written begins so.</returns>
    public static bool TryReadHeader(ReadOnlySpan<byte> header, out int length, out uint checksum)
    {
        length = BinaryPrimitives.ReadInt32LittleEndian(header);
        checksum = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        return length is > 0 and <= MostBytes;
    }

    public static uint Checksum(ReadOnlySpan<byte> record)
    {
        var crc = BitOperations.Crc32C(uint.MaxValue, (uint)record.Length);
        while (record.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(record));
            record = record[sizeof(ulong)..];
        }

        foreach (var value in record) crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}

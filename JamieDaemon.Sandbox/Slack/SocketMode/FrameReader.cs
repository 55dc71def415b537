using System.Buffers;
using System.Buffers.Binary;

namespace JamieDaemon.Sandbox.Slack.SocketMode;

/// <summary>Reads client frames as Slack does: masked, at most 20,480 bytes, and never put together from fragments.</summary>
internal sealed class FrameReader
{
    public const int MaxPayload = 20_480;
    private const int MaxHeader = 14;
    private readonly byte[] _payload = new byte[MaxPayload];

    /// <summary>Takes one frame off the buffer; false when more bytes are needed.</summary>
    /// <exception cref="FrameException">The client broke RFC 6455 or Slack's size limit.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, out Frame frame)
    {
        frame = default;
        Span<byte> header = stackalloc byte[MaxHeader];
        header = header[..(int)Math.Min(MaxHeader, buffer.Length)];
        buffer.Slice(0, header.Length).CopyTo(header);
        if (header.Length < 2)
            return false;
        var opcode = CheckedOpcode(header);
        var lengthBytes = (header[1] & 0x7F) switch { 126 => 2, 127 => 8, _ => 0 };
        var headerLength = 2 + lengthBytes + 4;
        if (header.Length < headerLength)
            return false;
        var length = PayloadLength(header, lengthBytes);
        if (buffer.Length < headerLength + length)
            return false;
        var payload = _payload.AsMemory(0, length);
        buffer.Slice(headerLength, length).CopyTo(payload.Span);
        Unmask(payload.Span, header.Slice(headerLength - 4, 4));
        buffer = buffer.Slice(headerLength + length);
        frame = new Frame(opcode, payload);
        return true;
    }

    private static Opcode CheckedOpcode(ReadOnlySpan<byte> header)
    {
        var opcode = (Opcode)(header[0] & 0x0F);
        var isControl = opcode >= Opcode.Close;
        if ((header[0] & 0x70) != 0 || !Enum.IsDefined(opcode))
            throw new FrameException(1002, "Reserved bits or opcode.");
        if (isControl && ((header[0] & 0x80) == 0 || (header[1] & 0x7F) > 125))
            throw new FrameException(1002, "A control frame may be neither fragmented nor longer than 125 bytes.");
        if ((header[1] & 0x80) == 0)
            throw new FrameException(1002, "Frames from a client must be masked.");
        return opcode;
    }

    private static int PayloadLength(ReadOnlySpan<byte> header, int lengthBytes)
    {
        var length = lengthBytes switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(header[2..]),
            8 => BinaryPrimitives.ReadUInt64BigEndian(header[2..]),
            _ => (ulong)(header[1] & 0x7F),
        };
        if (length > MaxPayload)
            throw new FrameException(1009, "Max frame length of 20480 has been exceeded.");
        return (int)length;
    }

    private static void Unmask(Span<byte> payload, ReadOnlySpan<byte> mask)
    {
        for (var index = 0; index < payload.Length; index++)
            payload[index] ^= mask[index & 3];
    }
}

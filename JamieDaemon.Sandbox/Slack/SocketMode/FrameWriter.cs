using System.Buffers;
using System.Buffers.Binary;

namespace JamieDaemon.Sandbox.Slack.SocketMode;

/// <summary>Writes server frames (RFC 6455, section 5.2), whole or in fragments.</summary>
internal static class FrameWriter
{
    private const byte Final = 0x80;

    /// <summary>Writes a message; <paramref name="fragmentBytes"/> of 0 keeps it whole, and control frames always are.</summary>
    public static void Write(IBufferWriter<byte> output, Opcode opcode, ReadOnlySpan<byte> payload, int fragmentBytes)
    {
        while (fragmentBytes > 0 && payload.Length > fragmentBytes && opcode < Opcode.Close)
        {
            WriteFrame(output, (byte)opcode, payload[..fragmentBytes]);
            payload = payload[fragmentBytes..];
            opcode = Opcode.Continuation;
        }

        WriteFrame(output, (byte)((byte)opcode | Final), payload);
    }

    private static void WriteFrame(IBufferWriter<byte> output, byte first, ReadOnlySpan<byte> payload)
    {
        var header = output.GetSpan(10);
        header[0] = first;
        output.Advance(2 + WriteLength(header[1..], payload.Length));
        output.Write(payload);
    }

    private static int WriteLength(Span<byte> header, int length)
    {
        switch (length)
        {
            case <= 125:
                header[0] = (byte)length;
                return 0;
            case <= ushort.MaxValue:
                header[0] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(header[1..], (ushort)length);
                return 2;
            default:
                header[0] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(header[1..], (ulong)length);
                return 8;
        }
    }
}

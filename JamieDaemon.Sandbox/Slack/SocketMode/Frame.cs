namespace JamieDaemon.Sandbox.Slack.SocketMode;

/// <summary>The opcodes of RFC 6455, section 11.8.</summary>
internal enum Opcode : byte
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}

/// <summary>A frame from a client; its payload is unmasked and valid until the next one is read.</summary>
internal readonly record struct Frame(Opcode Opcode, ReadOnlyMemory<byte> Payload);

/// <summary>A client broke the protocol; the code and reason belong in the close frame.</summary>
internal sealed class FrameException(ushort closeCode, string reason) : Exception(reason)
{
    public ushort CloseCode { get; } = closeCode;
}

using System.Buffers;
using System.Threading.Channels;

namespace JamieDaemon.Sandbox.Slack.SocketMode;

/// <summary>The one writer of a socket: any thread may send, and what has gathered goes out in one write.</summary>
internal sealed class SocketOutbox(Stream stream, SlackFaults faults)
{
    private const int MaxBatch = 65_536;
    private readonly Channel<Outgoing> _waiting = Channel.CreateUnbounded<Outgoing>(new() { SingleReader = true });
    private volatile bool _muted;

    public void Send(Opcode opcode, ReadOnlyMemory<byte> payload) => _waiting.Writer.TryWrite(new Outgoing(opcode, payload));

    /// <summary>From now on everything sent is thrown away.</summary>
    public void Mute() => _muted = true;

    public void Complete() => _waiting.Writer.TryComplete();

    /// <summary>Writes until a close frame, <see cref="Complete"/> or the end of the connection.</summary>
    public async Task RunAsync(CancellationToken aborted)
    {
        var batch = new ArrayBufferWriter<byte>(4096);
        var last = Opcode.Text;
        // A close frame is the last word, even when an envelope was queued behind it.
        while (last != Opcode.Close && await _waiting.Reader.WaitToReadAsync(aborted))
        {
            last = Fill(batch);
            if (!_muted)
                await stream.WriteAsync(batch.WrittenMemory, aborted);
            batch.ResetWrittenCount();
        }
    }

    private Opcode Fill(ArrayBufferWriter<byte> batch)
    {
        var last = Opcode.Text;
        while (last != Opcode.Close && batch.WrittenCount < MaxBatch && _waiting.Reader.TryRead(out var outgoing))
        {
            last = outgoing.Opcode;
            FrameWriter.Write(batch, last, outgoing.Payload.Span, faults.FragmentBytes);
        }

        return last;
    }

    private readonly record struct Outgoing(Opcode Opcode, ReadOnlyMemory<byte> Payload);
}

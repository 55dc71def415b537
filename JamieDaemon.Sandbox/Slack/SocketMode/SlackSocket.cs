using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;
using System.Threading.Channels;

namespace JamieDaemon.Sandbox.Slack.SocketMode;

/// <summary>One Socket Mode websocket from Slack's side: it delivers, pings, refreshes and, when asked to, misbehaves.</summary>
public sealed class SlackSocket
{
    private const int MaxBatch = 65_536;
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RefreshNotice = TimeSpan.FromSeconds(10);
    private readonly Channel<Outgoing> _outbox = Channel.CreateUnbounded<Outgoing>(new() { SingleReader = true });
    private readonly SocketEnvironment _environment;
    private readonly Stream _stream;
    private readonly Action _abort;
    private volatile bool _frozen;
    private volatile bool _closing;
    private int _pongs;

    internal SlackSocket(Stream stream, Action abort, SocketEnvironment environment)
    {
        _stream = stream;
        _abort = abort;
        _environment = environment;
    }

    /// <summary>Pongs the client has sent.</summary>
    public int Pongs => Volatile.Read(ref _pongs);

    /// <summary>Resets the connection: no close frame, no warning.</summary>
    public void Kill()
    {
        _environment.Ended(this);
        _abort();
    }

    /// <summary>Half-opens the connection: it stays up, but nothing is read, written or answered any more.</summary>
    public void Freeze() => _frozen = true;

    /// <summary>Announces the end with a <c>disconnect</c> frame and closes about ten seconds (scaled) later.</summary>
    public void Refresh(string reason)
    {
        SendText(EnvelopeWriter.Disconnect(reason));
        _environment.Agenda.After(RefreshNotice * _environment.Options.TimeScale, () => Close(1000, ""));
    }

    /// <summary>Sends a <c>disconnect</c> frame and closes at once.</summary>
    public void Disconnect(string reason)
    {
        SendText(EnvelopeWriter.Disconnect(reason));
        Close(1000, "");
    }

    /// <summary>Sends a text message as it is.</summary>
    public void SendText(ReadOnlyMemory<byte> text) => Send(Opcode.Text, text);

    /// <summary>Sends a binary message, which Slack never does.</summary>
    public void SendBinary(ReadOnlyMemory<byte> bytes) => Send(Opcode.Binary, bytes);

    /// <summary>Starts the closing handshake; a client that does not answer within five seconds is reset.</summary>
    public void Close(ushort code, string reason)
    {
        if (_closing)
            return;
        _closing = true;
        var payload = new byte[2 + Encoding.UTF8.GetByteCount(reason)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, code);
        Encoding.UTF8.GetBytes(reason, payload.AsSpan(2));
        Send(Opcode.Close, payload);
        _environment.Ended(this);
        _environment.Agenda.After(CloseWithin, _abort);
    }

    internal void Ping() => Send(Opcode.Ping, "Ping from applink-sandbox"u8.ToArray());

    /// <summary>Reads and writes until the connection ends, however it ends.</summary>
    internal async Task RunAsync(CancellationToken aborted)
    {
        var writing = WriteAsync(aborted);
        try
        {
            await ReadAsync(aborted);
        }
        catch (Exception exception) when (IsEndOfConnection(exception))
        {
            _abort();
        }
        finally
        {
            _outbox.Writer.TryComplete();
            await writing;
        }
    }

    private static bool IsEndOfConnection(Exception exception) =>
        exception is IOException or OperationCanceledException or ObjectDisposedException;

    private void Send(Opcode opcode, ReadOnlyMemory<byte> payload) => _outbox.Writer.TryWrite(new Outgoing(opcode, payload));

    private async Task ReadAsync(CancellationToken aborted)
    {
        var frames = new FrameReader();
        var input = PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true));
        while (true)
        {
            var read = await input.ReadAsync(aborted);
            if (_frozen)
                await Task.Delay(Timeout.InfiniteTimeSpan, _environment.Options.Time, aborted);
            var buffer = read.Buffer;
            var isOpen = HandleFrames(frames, ref buffer);
            input.AdvanceTo(buffer.Start, buffer.End);
            if (!isOpen || read.IsCompleted)
                return;
        }
    }

    private bool HandleFrames(FrameReader frames, ref ReadOnlySequence<byte> buffer)
    {
        try
        {
            while (frames.TryRead(ref buffer, out var frame))
            {
                if (!Handle(frame))
                    return false;
            }
        }
        catch (FrameException violation)
        {
            Close(violation.CloseCode, violation.Message);
            buffer = buffer.Slice(buffer.End);
        }

        return true;
    }

    private bool Handle(Frame frame)
    {
        switch (frame.Opcode)
        {
            case Opcode.Close:
                if (!_closing)
                    Send(Opcode.Close, frame.Payload.ToArray());
                return false;
            case Opcode.Ping:
                Send(Opcode.Pong, Pong(frame.Payload.Span));
                break;
            case Opcode.Pong:
                Interlocked.Increment(ref _pongs);
                _environment.Reported();
                break;
            default:
                _environment.Received(this, frame.Payload.Span);
                break;
        }

        return true;
    }

    private byte[] Pong(ReadOnlySpan<byte> ping)
    {
        if (!_environment.Options.AlterPongs)
            return ping.ToArray();
        var suffix = Encoding.ASCII.GetBytes($"; timestamp:{_environment.Options.Time.GetUtcNow().ToUnixTimeMilliseconds()}");
        return [.. ping[..Math.Min(ping.Length, 125 - suffix.Length)], .. suffix];
    }

    private async Task WriteAsync(CancellationToken aborted)
    {
        var batch = new ArrayBufferWriter<byte>(4096);
        var last = Opcode.Text;
        try
        {
            // A close frame is the last word, even when an envelope was queued behind it.
            while (last != Opcode.Close && await _outbox.Reader.WaitToReadAsync(aborted))
            {
                last = FillBatch(batch);
                if (!_frozen)
                    await _stream.WriteAsync(batch.WrittenMemory, aborted);
                batch.ResetWrittenCount();
            }
        }
        catch (Exception exception) when (IsEndOfConnection(exception))
        {
            _abort();
        }
    }

    private Opcode FillBatch(ArrayBufferWriter<byte> batch)
    {
        var last = Opcode.Text;
        while (last != Opcode.Close && batch.WrittenCount < MaxBatch && _outbox.Reader.TryRead(out var outgoing))
        {
            last = outgoing.Opcode;
            FrameWriter.Write(batch, last, outgoing.Payload.Span, _environment.Options.Faults.FragmentBytes);
        }

        return last;
    }

    private readonly record struct Outgoing(Opcode Opcode, ReadOnlyMemory<byte> Payload);
}

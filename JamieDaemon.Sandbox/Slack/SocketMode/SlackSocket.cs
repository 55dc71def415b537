using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;

namespace JamieDaemon.Sandbox.Slack.SocketMode;

/// <summary>One Socket Mode websocket from Slack's side: it delivers, pings, refreshes and, when asked to, misbehaves.</summary>
public sealed class SlackSocket
{
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RefreshNotice = TimeSpan.FromSeconds(10);
    private readonly SocketEnvironment _environment;
    private readonly SocketOutbox _outbox;
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
        _outbox = new SocketOutbox(stream, environment.Options.Faults);
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
    public void Freeze()
    {
        _frozen = true;
        _outbox.Mute();
    }

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

    /// <summary>Sends a text message as it is, outside of any delivery.</summary>
    public void SendText(ReadOnlyMemory<byte> text) => _outbox.Send(Opcode.Text, text);

    /// <summary>Sends a binary message, which Slack never does.</summary>
    public void SendBinary(ReadOnlyMemory<byte> bytes) => _outbox.Send(Opcode.Binary, bytes);

    /// <summary>Starts the closing handshake; a client that does not answer within five seconds is reset.</summary>
    public void Close(ushort code, string reason)
    {
        if (_closing)
            return;
        _closing = true;
        var payload = new byte[2 + Encoding.UTF8.GetByteCount(reason)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, code);
        Encoding.UTF8.GetBytes(reason, payload.AsSpan(2));
        _outbox.Send(Opcode.Close, payload);
        _environment.Ended(this);
        _environment.Agenda.After(CloseWithin, _abort);
    }

    internal void Ping() => _outbox.Send(Opcode.Ping, "Ping from applink-sandbox"u8.ToArray());

    /// <summary>Reads and writes until the connection ends, however it ends.</summary>
    internal async Task RunAsync(CancellationToken aborted)
    {
        var writing = AbortAtEndAsync(_outbox.RunAsync(aborted));
        await AbortAtEndAsync(ReadAsync(aborted));
        _outbox.Complete();
        await writing;
    }

    private async Task AbortAtEndAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            _abort();
        }
    }

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
                    _outbox.Send(Opcode.Close, frame.Payload.ToArray());
                return false;
            case Opcode.Ping:
                _outbox.Send(Opcode.Pong, Pong(frame.Payload.Span));
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
}

using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>One websocket to Slack: a loop that receives, a loop that acknowledges, nothing else.</summary>
/// <remarks>
/// The receive loop awaits the socket only. .NET answers Slack's pings only while a receive is pending, and a blocked loop looks like a dead
/// peer to its own keep-alive.
/// </remarks>
public sealed partial class SocketModeConnection : IAckSender, IAsyncDisposable
{
    /// <summary>The largest message taken in; Slack's own are below 1 MB.</summary>
    public const int MaxMessageBytes = 4 * 1024 * 1024;

    /// <summary>Slack takes an envelope for undelivered that is not acknowledged by then.</summary>
    private static readonly TimeSpan AckDeadline = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly WebSocket _socket;
    private readonly ISocketModeInbox _inbox;
    private readonly SocketModeMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<Ack> _acks = Channel.CreateUnbounded<Ack>(new UnboundedChannelOptions { SingleReader = true });

    private readonly TaskCompletionSource<Hello?> _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _refresh = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _sending;
    private volatile bool _closing;

    private SocketModeConnection(WebSocket socket, ISocketModeInbox inbox, SocketModeMetrics metrics, TimeProvider time, ILogger logger)
    {
        (_socket, _inbox, _metrics, _time, _logger) = (socket, inbox, metrics, time, logger);
        _sending = SendAcksAsync();
        Completion = RunAsync();
    }

    /// <summary>Slack's greeting; <see langword="null"/> when the socket ended without one. Never fails.</summary>
    public Task<Hello?> Hello => _hello.Task;

    /// <summary>Done when Slack wants the socket replaced; it still delivers until Slack closes it.</summary>
    public Task RefreshRequested => _refresh.Task;

    /// <summary>Done when the socket is closed and both loops have ended. Never fails.</summary>
    public Task Completion { get; }

    /// <summary>What Slack has said about the end of this socket so far.</summary>
    public SocketModeEnd End { get; private set; }

    /// <summary>Starts to receive on an open websocket, which the connection owns from now on.</summary>
    public static SocketModeConnection Start(
        WebSocket socket, ISocketModeInbox inbox, SocketModeMetrics metrics, TimeProvider time, ILogger logger) =>
        new(socket, inbox, metrics, time, logger);

    public void Acknowledge(Ack ack)
    {
        if (!_acks.Writer.TryWrite(ack)) Log.AckLost(_logger, ack.EnvelopeId);
    }

    /// <summary>Takes no more, sends the acknowledgements of what was taken, says goodbye, waits a moment for the answer, then cuts.</summary>
    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(CloseTimeout, _time);
        _closing = true;
        _acks.Writer.TryComplete();
        try
        {
            await _sending.WaitAsync(timeout.Token);
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token);
            await Completion.WaitAsync(timeout.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            Log.ClosedHard(_logger, gone.Message);
        }

        // Always both: an undisposed client socket stays ESTABLISHED and counts against Slack's limit of ten.
        _socket.Abort();
        _socket.Dispose();
        await Completion;
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        try
        {
            await ReceiveAsync();
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            Log.Broken(_logger, broken.Message);
        }

        _acks.Writer.TryComplete();
        _hello.TrySetResult(null);
        await _sending;
    }

    private async Task ReceiveAsync()
    {
        using var buffer = new MessageBuffer(MaxMessageBytes);
        while (true)
        {
            var result = await _socket.ReceiveAsync(buffer.Room(), CancellationToken.None);
            if (result.MessageType == WebSocketMessageType.Close) return;
            buffer.Advance(result.Count);
            if (!result.EndOfMessage) continue;

            var receivedAt = _time.GetTimestamp();
            if (buffer.Overflowed) Log.TooLarge(_logger, MaxMessageBytes);
            if (result.MessageType == WebSocketMessageType.Text) Take(SocketModeReader.Read(buffer.Written), receivedAt);
            buffer.Clear();
        }
    }

    private void Take(SocketModeMessage message, long receivedAt)
    {
        _metrics.Received(message);
        switch (message)
        {
            case SocketModeEnvelope when _closing:
                // Its acknowledgement could not leave any more. Slack will bring it again, to another socket.
                break;
            case SocketModeEnvelope envelope:
                Deliver(new Delivery(envelope, this, receivedAt));
                break;
            case Hello hello:
                _hello.TrySetResult(hello);
                break;
            case Disconnect { Reason: Disconnect.LinkDisabled }:
                End = SocketModeEnd.LinkDisabled;
                _refresh.TrySetResult();
                break;
            case Disconnect { Reason: Disconnect.TooManyWebsockets }:
                End = SocketModeEnd.TooManyWebsockets;
                _refresh.TrySetResult();
                break;
            case Disconnect refresh:
                Log.RefreshRequested(_logger, refresh.Reason);
                _refresh.TrySetResult();
                break;
            case UnreadableMessage unreadable:
                Log.Unreadable(_logger, unreadable.Problem);
                break;
        }
    }

    private void Deliver(Delivery delivery)
    {
        try
        {
            _inbox.Receive(delivery);
        }
#pragma warning disable CA1031 // A bug in the handling of one envelope must not cost the socket; unacknowledged, the envelope comes again.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            Log.InboxFailed(_logger, bug, delivery.Envelope.EnvelopeId);
        }
    }

    /// <summary>The only writer on the socket while it is open.</summary>
    private async Task SendAcksAsync()
    {
        var frame = new ArrayBufferWriter<byte>(128);
        await using var json = new Utf8JsonWriter(frame);
        await foreach (var ack in _acks.Reader.ReadAllAsync())
        {
            Write(frame, json, ack);
            using var span = EnvelopeSpans.StartAck(ack.Trace, ack.ReceivedAt, _time);
            try
            {
                await _socket.SendAsync(frame.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                if (_metrics.Acknowledged(ack.ReceivedAt) is var took && took > AckDeadline) Log.AckLate(_logger, ack.EnvelopeId, took.TotalSeconds);
            }
            catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
            {
                span.Failed(gone);
                Log.AckLost(_logger, ack.EnvelopeId);
            }
        }
    }

    private static void Write(ArrayBufferWriter<byte> frame, Utf8JsonWriter json, Ack ack)
    {
        frame.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        json.WriteString("envelope_id"u8, ack.EnvelopeId);
        if (ack.Error is { } error)
        {
            json.WriteStartObject("payload"u8);
            json.WriteString("response_action"u8, "errors"u8);
            json.WriteStartObject("errors"u8);
            json.WriteString(error.Block, error.Sentence);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.socket_broken", Level = LogLevel.Debug, Message = "The socket broke: {Reason}")]
        public static partial void Broken(ILogger logger, string reason);

        [LoggerMessage(EventName = "slack.socket_cut", Level = LogLevel.Debug, Message = "The socket was cut without a closing handshake: {Reason}")]
        public static partial void ClosedHard(ILogger logger, string reason);

        [LoggerMessage(EventName = "slack.reconnecting", Level = LogLevel.Information, Message = "Slack asks to replace a socket ({Reason})")]
        public static partial void RefreshRequested(ILogger logger, string reason);

        [LoggerMessage(EventName = "slack.envelope_unreadable", Level = LogLevel.Warning, Message = "Slack sent something unreadable: {Problem}")]
        public static partial void Unreadable(ILogger logger, string problem);

        [LoggerMessage(EventName = "slack.envelope_too_large", Level = LogLevel.Warning, Message = "Slack sent a message of more than {MaxBytes} bytes; the rest was dropped")]
        public static partial void TooLarge(ILogger logger, int maxBytes);

        [LoggerMessage(EventName = "slack.envelope_failed", Level = LogLevel.Error, Message = "Envelope {RequestId} could not be handled; it is not acknowledged so that Slack sends it again")]
        public static partial void InboxFailed(ILogger logger, Exception bug, string requestId);

        [LoggerMessage(EventName = "slack.ack_late", Level = LogLevel.Warning, Message = "Envelope {RequestId} was acknowledged after {Seconds:F1} s; Slack allows three and has probably sent it again")]
        public static partial void AckLate(ILogger logger, string requestId, double seconds);

        [LoggerMessage(EventName = "slack.ack_lost", Level = LogLevel.Warning, Message = "Envelope {RequestId} could not be acknowledged, its socket is gone; Slack will send it again")]
        public static partial void AckLost(ILogger logger, string requestId);
    }
}

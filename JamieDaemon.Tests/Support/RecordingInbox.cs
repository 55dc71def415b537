using System.Collections.Concurrent;
using System.Threading.Channels;
using JamieDaemon.Slack.SocketMode;

namespace JamieDaemon.Tests.Support;

/// <summary>Acknowledges every envelope and keeps it.</summary>
internal sealed class RecordingInbox : ISocketModeInbox
{
    private readonly Channel<SocketModeEnvelope> _received = Channel.CreateUnbounded<SocketModeEnvelope>();

    public ConcurrentQueue<SocketModeEnvelope> All { get; } = new();

    public void Receive(Delivery delivery)
    {
        All.Enqueue(delivery.Envelope);
        delivery.Acknowledge();
        _received.Writer.TryWrite(delivery.Envelope);
    }

    public async Task<SocketModeEnvelope> NextAsync() => await _received.Reader.ReadAsync(Limits.Token);
}

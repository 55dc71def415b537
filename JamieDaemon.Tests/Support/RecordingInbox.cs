using System.Collections.Concurrent;
using System.Threading.Channels;
using JamieDaemon.Slack.SocketMode;

namespace JamieDaemon.Tests.Support;

/// <summary>Acknowledges every envelope, at once or when the test does, and keeps it.</summary>
internal sealed class RecordingInbox : ISocketModeInbox
{
    private readonly Channel<SocketModeEnvelope> _received = Channel.CreateUnbounded<SocketModeEnvelope>();

    public ConcurrentQueue<SocketModeEnvelope> All { get; } = new();

    /// <summary>Whether what comes is left unacknowledged, in <see cref="Held"/>.</summary>
    public bool Holds { get; set; }

    public ConcurrentQueue<Delivery> Held { get; } = new();

    public void Receive(Delivery delivery)
    {
        All.Enqueue(delivery.Envelope);
        if (Holds) Held.Enqueue(delivery);
        else delivery.Acknowledge();
        _received.Writer.TryWrite(delivery.Envelope);
    }

    public async Task<SocketModeEnvelope> NextAsync() => await _received.Reader.ReadAsync(Limits.Token);
}

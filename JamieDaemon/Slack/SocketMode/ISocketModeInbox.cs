using System.Diagnostics;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>Who hears of the envelopes that the sockets receive.</summary>
public interface ISocketModeInbox
{
    /// <summary>Called from a socket's receive loop: returns at once, does no I/O, never throws.</summary>
    void Receive(Delivery delivery);
}

/// <summary>One envelope as one socket received it. Unacknowledged, Slack sends it again.</summary>
/// <param name="Envelope">What came.</param>
/// <param name="Socket">The socket it came on; the acknowledgement must leave by the same one.</param>
/// <param name="ReceivedAt">A <see cref="TimeProvider"/> timestamp.</param>
public readonly record struct Delivery(SocketModeEnvelope Envelope, IAckSender Socket, long ReceivedAt)
{
    /// <summary>The span of its receipt; default for one that nobody traces.</summary>
    public ActivityContext Trace { get; init; }

    public void Acknowledge() => Socket.Acknowledge(Envelope.EnvelopeId, ReceivedAt, Trace);
}

/// <summary>Sends acknowledgements, as well as it can: one that a closed socket cannot take any more is dropped, and Slack sends the envelope again.</summary>
public interface IAckSender
{
    void Acknowledge(string envelopeId, long receivedAt, ActivityContext trace);
}

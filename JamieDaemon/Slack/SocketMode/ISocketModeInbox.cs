using System.Diagnostics;
using JamieDaemon.Telemetry;

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

    /// <param name="error">What is wrong with a dialog that cannot be taken as it is: it stays open.</param>
    public void Acknowledge(DialogError? error = null) => Socket.Acknowledge(new Ack(Envelope.EnvelopeId, ReceivedAt, Trace, error));
}

/// <summary>What Slack shows under a field of a dialog that stays open.</summary>
/// <seealso href="https://docs.slack.dev/surfaces/modals#displaying_errors"/>
/// <param name="Block">The field's <c>block_id</c>.</param>
/// <param name="Sentence">Plain text.</param>
public sealed record DialogError(string Block, string Sentence) : Discreet;

/// <summary>Sends acknowledgements, as well as it can: one that a closed socket cannot take any more is dropped, and Slack sends the envelope again.</summary>
public interface IAckSender
{
    void Acknowledge(Ack ack);
}

/// <summary>What a socket owes to Slack for one envelope.</summary>
/// <param name="EnvelopeId">Slack's id.</param>
/// <param name="ReceivedAt">A <see cref="TimeProvider"/> timestamp.</param>
/// <param name="Trace">The span of the receipt; default for one that nobody traces.</param>
/// <param name="Error">What is wrong with a dialog that stays open; <see langword="null"/> otherwise.</param>
public readonly record struct Ack(string EnvelopeId, long ReceivedAt, ActivityContext Trace, DialogError? Error);

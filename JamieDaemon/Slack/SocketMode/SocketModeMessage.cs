using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>One message that Slack sent through a Socket Mode websocket.</summary>
/// <seealso href="https://docs.slack.dev/apis/events-api/using-socket-mode"/>
public abstract record SocketModeMessage : Discreet;

/// <summary>The socket is live.</summary>
/// <param name="NumConnections">All sockets open for this app, ours and those of anybody else who holds the app token.</param>
/// <param name="AppId">The app that the token belongs to.</param>
public sealed record Hello(int NumConnections, string? AppId) : SocketModeMessage;

/// <summary>Slack is about to close the socket (<c>warning</c>, <c>refresh_requested</c>), or will not serve it (<c>too_many_websockets</c>, <c>link_disabled</c>).</summary>
public sealed record Disconnect(string Reason) : SocketModeMessage
{
    public const string LinkDisabled = "link_disabled";
    public const string TooManyWebsockets = "too_many_websockets";
}

/// <summary>Something to acknowledge by its id within three seconds; else Slack sends it again.</summary>
public abstract record SocketModeEnvelope(string EnvelopeId) : SocketModeMessage;

/// <summary>An event of the Events API.</summary>
/// <param name="EnvelopeId">The id to acknowledge.</param>
/// <param name="Payload">The event as Slack would have posted it to a request URL.</param>
/// <param name="RetryAttempt">0 for the first delivery. A retry can be the only delivery that ever arrives.</param>
public sealed record EventsApiEnvelope(string EnvelopeId, EventsApiPayload Payload, int RetryAttempt) : SocketModeEnvelope(EnvelopeId);

/// <summary>A slash command.</summary>
public sealed record SlashCommandEnvelope(string EnvelopeId, SlashCommandPayload Payload) : SocketModeEnvelope(EnvelopeId);

/// <summary>Somebody used a button, a menu, a shortcut or a dialog.</summary>
public sealed record InteractiveEnvelope(string EnvelopeId, InteractivePayload Payload) : SocketModeEnvelope(EnvelopeId);

/// <summary>An envelope that is acknowledged and otherwise left alone: of another type, or with a payload that cannot be read.</summary>
/// <remarks>Left unacknowledged, Slack would send it for ever: https://github.com/abdolence/slack-morphism-rust/issues/390.</remarks>
/// <param name="EnvelopeId">The id to acknowledge.</param>
/// <param name="Type">Slack's name of the envelope type.</param>
/// <param name="Problem">Why the payload could not be read; <see langword="null"/> when nobody tried.</param>
public sealed record OtherEnvelope(string EnvelopeId, string Type, string? Problem) : SocketModeEnvelope(EnvelopeId);

/// <summary>Text that is neither an envelope nor a control message.</summary>
public sealed record UnreadableMessage(string Problem) : SocketModeMessage;

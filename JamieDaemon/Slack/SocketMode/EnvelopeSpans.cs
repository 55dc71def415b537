using System.Diagnostics;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>The spans of an envelope's receipt and of its acknowledgement, both counted from the moment it came.</summary>
internal static class EnvelopeSpans
{
    /// <summary>The root of all that comes of the envelope.</summary>
    public static Activity? StartReceive(Delivery delivery, TimeProvider time)
    {
        if (!JamieTelemetry.Source.HasListeners()) return null;
        var span = JamieTelemetry.Source.StartActivity(
            NameOf(delivery.Envelope), ActivityKind.Consumer, parentContext: default, startTime: time.GetUtcNow() - time.GetElapsedTime(delivery.ReceivedAt));
        return span?.SetTag("messaging.system", "slack")
            .SetTag("messaging.operation.type", "receive")
            .SetTag("messaging.message.id", delivery.Envelope.EnvelopeId)
            .SetTag("slack.retry_attempt", (delivery.Envelope as EventsApiEnvelope)?.RetryAttempt);
    }

    /// <summary>It ends when the acknowledgement is on the wire; Slack allows three seconds.</summary>
    public static Activity? StartAck(ActivityContext received, long receivedAt, TimeProvider time) => received == default
        ? null
        : JamieTelemetry.Source.StartActivity("slack.ack", ActivityKind.Client, received, startTime: time.GetUtcNow() - time.GetElapsedTime(receivedAt))
            ?.SetTag("messaging.system", "slack");

    /// <summary>It is not worth exporting.</summary>
    public static void Forget(Activity? span)
    {
        if (span is null) return;
        span.IsAllDataRequested = false;
        span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    private static string NameOf(SocketModeEnvelope envelope) => envelope switch
    {
        EventsApiEnvelope => "slack.receive events_api",
        SlashCommandEnvelope => "slack.receive slash_commands",
        InteractiveEnvelope => "slack.receive interactive",
        _ => "slack.receive other",
    };
}

using System.Buffers;
using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack.SocketMode;

/// <summary>Writes the JSON texts Slack sends over a Socket Mode websocket.</summary>
internal static class EnvelopeWriter
{
    private static readonly JsonWriterOptions SkipValidation = new() { SkipValidation = true };

    public static byte[] Write(Guid id, Envelope envelope) => Write(envelope.Payload.Length + 256, json =>
    {
        json.WriteString("envelope_id", id);
        json.WritePropertyName("payload");
        json.WriteRawValue(envelope.Payload, skipInputValidation: true);
        json.WriteString("type", envelope.Type);
        json.WriteBoolean("accepts_response_payload", envelope.AcceptsResponsePayload);
        if (envelope.IsEvent)
        {
            json.WriteNumber("retry_attempt", envelope.Attempt);
            json.WriteString("retry_reason", envelope.RetryReason);
        }
    });

    public static byte[] Hello(SlackTeam team, int connections) => Write(256, json =>
    {
        json.WriteString("type", "hello");
        json.WriteNumber("num_connections", connections);
        WriteDebugInfo(json, detailed: true);
        WriteConnectionInfo(json, team);
    });

    public static byte[] Disconnect(string reason) => Write(256, json =>
    {
        json.WriteString("type", "disconnect");
        json.WriteString("reason", reason);
        WriteDebugInfo(json, detailed: false);
    });

    public static byte[] TooManyWebsockets(SlackTeam team, int connections) => Write(256, json =>
    {
        json.WriteString("type", "disconnect");
        json.WriteString("reason", "too_many_websockets");
        json.WriteNumber("num_connections", connections);
        WriteDebugInfo(json, detailed: false);
        WriteConnectionInfo(json, team);
    });

    private static byte[] Write(int size, Action<Utf8JsonWriter> writeFields)
    {
        var buffer = new ArrayBufferWriter<byte>(size);
        using (var json = new Utf8JsonWriter(buffer, SkipValidation))
        {
            json.WriteStartObject();
            writeFields(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteDebugInfo(Utf8JsonWriter json, bool detailed)
    {
        json.WriteStartObject("debug_info");
        json.WriteString("host", "applink-sandbox");
        if (detailed)
        {
            json.WriteNumber("build_number", 1);
            json.WriteNumber("approximate_connection_time", 18060);
        }

        json.WriteEndObject();
    }

    private static void WriteConnectionInfo(Utf8JsonWriter json, SlackTeam team)
    {
        json.WriteStartObject("connection_info");
        json.WriteString("app_id", team.AppId);
        json.WriteEndObject();
    }
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using JamieDaemon.Slack.Json;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>Reads the text of one websocket message. Total: whatever the bytes, the answer is a message, and an envelope's id is found if it can be.</summary>
/// <remarks>
/// One walk over the top level finds type, id and where the payload lies; only then, knowing the type, the payload is read where it lies.
/// A payload of a shape nobody expected therefore costs its content but never its acknowledgement.
/// </remarks>
public static class SocketModeReader
{
    public static SocketModeMessage Read(ReadOnlySpan<byte> utf8)
    {
        var top = TopLevel.Walk(utf8);
        return top switch
        {
            { EnvelopeId: { } id, Problem: { } problem } => new OtherEnvelope(id, top.Type ?? "unknown", problem),
            { Problem: { } problem } => new UnreadableMessage(problem),
            { EnvelopeId: { } id } => Envelope(id, top, utf8[top.Payload]),
            { Type: "hello" } => new Hello(top.NumConnections, top.AppId),
            { Type: "disconnect" } => new Disconnect(top.Reason ?? "unknown"),
            _ => new UnreadableMessage($"a message of type '{top.Type}' without an envelope_id"),
        };
    }

    private static SocketModeEnvelope Envelope(string id, in TopLevel top, ReadOnlySpan<byte> payload)
    {
        switch (top.Type)
        {
            case "events_api":
                return TryRead(payload, SocketModeJsonContext.Default.EventsApiPayload, out var happened, out var problem)
                    ? new EventsApiEnvelope(id, happened, top.RetryAttempt)
                    : new OtherEnvelope(id, top.Type, problem);
            case "slash_commands":
                return TryRead(payload, SocketModeJsonContext.Default.SlashCommandPayload, out var command, out problem)
                    ? new SlashCommandEnvelope(id, command)
                    : new OtherEnvelope(id, top.Type, problem);
            case "interactive":
                return TryRead(payload, SocketModeJsonContext.Default.InteractivePayload, out var interaction, out problem)
                    ? new InteractiveEnvelope(id, interaction)
                    : new OtherEnvelope(id, top.Type, problem);
            default:
                return new OtherEnvelope(id, top.Type ?? "unknown", Problem: null);
        }
    }

    private static bool TryRead<T>(ReadOnlySpan<byte> payload, JsonTypeInfo<T> type, out T value, out string problem)
        where T : class
    {
        (value, problem) = (null!, "the payload is missing");
        if (payload.IsEmpty) return false;
        try
        {
            problem = "the payload is null";
            value = JsonSerializer.Deserialize(payload, type)!;
            return value is not null;
        }
        catch (JsonException exception)
        {
            // The path names the field; the message alone may quote the value.
            problem = $"the payload cannot be read at {exception.Path}";
            return false;
        }
    }

    private ref struct TopLevel
    {
        public string? Type;
        public string? EnvelopeId;
        public string? Reason;
        public string? AppId;
        public string? Problem;
        public int NumConnections;
        public int RetryAttempt;
        public Range Payload;

        public static TopLevel Walk(ReadOnlySpan<byte> utf8)
        {
            var top = new TopLevel { Payload = ..0 };
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = JsonDepth.Most });
            try
            {
                if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                {
                    while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) top.ReadProperty(ref reader);
                }
                else
                {
                    top.Problem = "not a JSON object";
                }
            }
            catch (JsonException)
            {
                top.Problem = $"broken JSON after {reader.BytesConsumed} of {utf8.Length} bytes";
            }

            return top;
        }

        private void ReadProperty(ref Utf8JsonReader reader)
        {
            if (reader.ValueTextEquals("type"u8)) Type = String(ref reader) ?? Type;
            else if (reader.ValueTextEquals("envelope_id"u8)) EnvelopeId = String(ref reader) ?? EnvelopeId;
            else if (reader.ValueTextEquals("reason"u8)) Reason = String(ref reader);
            else if (reader.ValueTextEquals("num_connections"u8)) NumConnections = Number(ref reader);
            else if (reader.ValueTextEquals("retry_attempt"u8)) RetryAttempt = Number(ref reader);
            else if (reader.ValueTextEquals("connection_info"u8)) AppId = AppIdOf(ref reader);
            else if (reader.ValueTextEquals("payload"u8)) Payload = Extent(ref reader);
            else reader.Skip();
        }

        private static string? String(ref Utf8JsonReader reader)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.String) return reader.GetWholeString();
            reader.Skip();
            return null;
        }

        private static int Number(ref Utf8JsonReader reader)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number)) return number;
            reader.Skip();
            return 0;
        }

        private static Range Extent(ref Utf8JsonReader reader)
        {
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            return start..(int)reader.BytesConsumed;
        }

        private static string? AppIdOf(ref Utf8JsonReader reader)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                return null;
            }

            string? appId = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("app_id"u8)) appId = String(ref reader);
                else reader.Skip();
            }

            return appId;
        }
    }
}

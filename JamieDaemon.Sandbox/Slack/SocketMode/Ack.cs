using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack.SocketMode;

/// <summary>What a client says about an envelope: its id, as it came, and the payload it answers with.</summary>
internal readonly record struct Ack(string EnvelopeId, JsonElement? Payload)
{
    /// <summary>Reads an ack; null when the text is not a JSON object with an <c>envelope_id</c>.</summary>
    public static Ack? Read(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadFields(ref reader) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Ack? ReadFields(ref Utf8JsonReader reader)
    {
        string? id = null;
        JsonElement? payload = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("envelope_id"u8);
            var isPayload = reader.ValueTextEquals("payload"u8);
            reader.Read();
            if (isId && reader.TokenType == JsonTokenType.String)
                id = reader.GetString();
            else if (isPayload)
                payload = JsonElement.ParseValue(ref reader);
            else
                reader.Skip();
        }

        return id is null ? null : new Ack(id, payload);
    }
}

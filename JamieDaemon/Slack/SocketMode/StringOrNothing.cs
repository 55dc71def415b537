using System.Text.Json;
using System.Text.Json.Serialization;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>Reads a string, and <see langword="null"/> where Slack sends something else under the same name (<c>channel_created</c> holds a whole channel).</summary>
public sealed class StringOrNothing : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

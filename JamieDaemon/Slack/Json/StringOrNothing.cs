using System.Text.Json;
using System.Text.Json.Serialization;

namespace JamieDaemon.Slack.Json;

/// <summary>Reads a string, and <see langword="null"/> where Slack sends something else under the same name, or an empty one: it fills fields that do not apply.</summary>
internal sealed class StringOrNothing : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return reader.GetWholeString() is { Length: > 0 } text ? text : null;
        reader.TrySkip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

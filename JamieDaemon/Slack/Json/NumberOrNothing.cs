using System.Text.Json;
using System.Text.Json.Serialization;

namespace JamieDaemon.Slack.Json;

/// <summary>Reads a whole number, and zero where Slack sends something else under the same name.</summary>
internal sealed class NumberOrNothing : JsonConverter<long>
{
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number)) return number;
        reader.TrySkip();
        return 0;
    }

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}

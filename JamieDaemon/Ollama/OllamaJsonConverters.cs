using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace JamieDaemon.Ollama;

/// <summary>
/// Writes <c>true</c>, <c>false</c> and whole numbers bare and anything else as a string: how Ollama tells them apart.
/// </summary>
internal sealed class BareWordConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString() : JsonElement.ParseValue(ref reader).GetRawText();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (bool.TryParse(value, out var flag))
        {
            writer.WriteBooleanValue(flag);
        }
        else if (long.TryParse(value, CultureInfo.InvariantCulture, out var number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }
}

/// <summary>Reads a time stamp of any precision; one that cannot be read is no reason to lose an answer.</summary>
internal sealed class LenientTimestampConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.TryGetDateTimeOffset(out var time) ? time : null;
        }

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
        {
            writer.WriteStringValue(time);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}

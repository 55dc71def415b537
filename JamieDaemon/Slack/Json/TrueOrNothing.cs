using System.Text.Json;
using System.Text.Json.Serialization;

namespace JamieDaemon.Slack.Json;

/// <summary>Reads anything but <c>true</c> as <see langword="false"/>, so that a field of another shape does not cost the whole event.</summary>
internal sealed class TrueOrNothing : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.True) return true;
        reader.TrySkip();
        return false;
    }

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}

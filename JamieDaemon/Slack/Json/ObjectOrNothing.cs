using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace JamieDaemon.Slack.Json;

/// <summary>Reads an object, and whatever is none as <see langword="null"/>, so that a field of another shape does not cost the whole event.</summary>
/// <remarks>Of the property, never of the type: it reads the type by the metadata that the type would lose.</remarks>
internal sealed class ObjectOrNothing<T> : JsonConverter<T>
    where T : class
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, options);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, InfoOf(options));

    /// <summary>Leaves the reader at the end of the value, whatever it is.</summary>
    internal static T? Read(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            try
            {
                return JsonSerializer.Deserialize(ref reader, InfoOf(options));
            }
            catch (JsonException)
            {
                // The reader stands where it stood. Where the text itself is broken, skipping fails alike.
            }
        }

        // Not Skip, which refuses while an answer of the Web API is read piece by piece; a converter has the whole value at hand.
        reader.TrySkip();
        return null;
    }

    private static JsonTypeInfo<T> InfoOf(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}

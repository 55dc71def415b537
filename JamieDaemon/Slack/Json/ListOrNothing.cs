using System.Text.Json;
using System.Text.Json.Serialization;

namespace JamieDaemon.Slack.Json;

/// <summary>Reads the objects of a list and passes over what is none; whatever is no list is an empty one.</summary>
internal sealed class ListOrNothing<T> : JsonConverter<IReadOnlyList<T>>
    where T : class
{
    public override bool HandleNull => true;

    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.TrySkip();
            return [];
        }

        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ObjectOrNothing<T>.Read(ref reader, options) is { } item) items.Add(item);
        }

        return items;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(typeof(IReadOnlyList<T>)));
}

using System.Text.Json;
using System.Text.Json.Serialization;
using JamieDaemon.Slack.Json;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>Reads the fields of a dialog, which Slack groups by block and by action, as one list; passes over what is none.</summary>
/// <seealso href="https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"/>
internal sealed class EnteredFields : JsonConverter<IReadOnlyList<InteractiveAction>>
{
    public override IReadOnlyList<InteractiveAction>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var fields = new List<InteractiveAction>();
        if (!TryEnter(ref reader)) return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            if (TryEnter(ref reader)) ReadBlock(ref reader, fields, options);
        }

        return fields;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<InteractiveAction> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Nobody but Slack writes what people entered.");

    private static void ReadBlock(ref Utf8JsonReader reader, List<InteractiveAction> fields, JsonSerializerOptions options)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            if (ObjectOrNothing<InteractiveAction>.Read(ref reader, options) is { } field) fields.Add(field);
        }
    }

    private static bool TryEnter(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject) return true;
        reader.TrySkip();
        return false;
    }
}

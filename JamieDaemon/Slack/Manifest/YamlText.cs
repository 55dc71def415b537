using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace JamieDaemon.Slack.Manifest;

/// <summary>Writes JSON as the YAML that people write: a line a value, and quotes only where they are needed.</summary>
internal static partial class YamlText
{
    public static string Write(JsonElement value)
    {
        var text = new StringBuilder();
        WriteObject(text, value, indent: 0);
        return text.ToString();
    }

    private static void WriteObject(StringBuilder text, JsonElement value, int indent, bool isBehindDash = false)
    {
        foreach (var property in value.EnumerateObject())
        {
            text.Append(' ', isBehindDash ? 0 : indent).Append(property.Name).Append(':');
            isBehindDash = false;
            switch (property.Value.ValueKind)
            {
                case JsonValueKind.Object:
                    text.Append('\n');
                    WriteObject(text, property.Value, indent + 2);
                    break;
                case JsonValueKind.Array:
                    text.Append('\n');
                    WriteItems(text, property.Value, indent + 2);
                    break;
                default:
                    text.Append(' ').Append(Scalar(property.Value)).Append('\n');
                    break;
            }
        }
    }

    private static void WriteItems(StringBuilder text, JsonElement list, int indent)
    {
        foreach (var item in list.EnumerateArray())
        {
            text.Append(' ', indent).Append("- ");
            if (item.ValueKind == JsonValueKind.Object) WriteObject(text, item, indent + 2, isBehindDash: true);
            else text.Append(Scalar(item)).Append('\n');
        }
    }

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when Word().IsMatch(value.GetString()!) => value.GetString()!,
        // Every JSON string is a YAML string, as long as no character is written as two escapes.
        JsonValueKind.String => $"\"{JsonEncodedText.Encode(value.GetString()!, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"",
        _ => value.GetRawText(),
    };

    /// <summary>Words of the manifest itself, such as <c>chat:write</c>, but none that YAML takes for something else.</summary>
    /// <remarks>To the very end: <c>$</c> would let a line break behind the word pass, and lose it.</remarks>
    [GeneratedRegex(
        @"^(?!(y|n|yes|no|on|off|true|false|null)\z)[a-z]+([_.:][a-z]+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}

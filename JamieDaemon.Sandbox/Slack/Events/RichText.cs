using System.Text.Json;
using System.Text.RegularExpressions;

namespace JamieDaemon.Sandbox.Slack.Events;

/// <summary>Splits a human's line into the user mentions and the text between them.</summary>
internal static partial class RichText
{
    public static void WriteElements(Utf8JsonWriter json, string text)
    {
        var end = 0;
        foreach (var mention in Mention.EnumerateMatches(text))
        {
            WriteText(json, text.AsSpan(end, mention.Index - end));
            json.WriteStartObject();
            json.WriteString("type", "user");
            json.WriteString("user_id", text.AsSpan(mention.Index + 2, mention.Length - 3));
            json.WriteEndObject();
            end = mention.Index + mention.Length;
        }

        WriteText(json, text.AsSpan(end));
    }

    [GeneratedRegex("<@[UW][A-Z0-9]+>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention { get; }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}

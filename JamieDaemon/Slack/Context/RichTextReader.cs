using System.Text;
using System.Text.Json;

namespace JamieDaemon.Slack.Context;

/// <summary>Reads <c>rich_text</c> as Slack text: references stay references, formatting goes.</summary>
/// <seealso href="https://docs.slack.dev/reference/block-kit/blocks/rich-text-block"/>
internal static class RichTextReader
{
    private const int Deepest = 8;

    public static string Read(JsonElement block)
    {
        var text = new StringBuilder();
        foreach (var part in block.Items("elements")) AppendPart(text, part, prefix: "", depth: 0);
        return text.ToString();
    }

    private static void AppendPart(StringBuilder text, JsonElement part, string prefix, int depth)
    {
        if (depth > Deepest) return;
        var type = part.Text("type");
        if (type == "rich_text_list")
        {
            var number = part.Number("offset");
            var indent = new string(' ', 2 * Math.Clamp(part.Number("indent"), 0, Deepest));
            foreach (var item in part.Items("elements"))
            {
                number++;
                AppendPart(text, item, part.Text("style") == "ordered" ? $"{indent}{number}. " : $"{indent}- ", depth + 1);
            }

            return;
        }

        if (text.Length > 0 && text[^1] != '\n') text.Append('\n');
        text.Append(type == "rich_text_quote" ? "&gt; " : prefix);
        if (type == "rich_text_preformatted") text.Append("```\n");
        foreach (var element in part.Items("elements")) AppendElement(text, element);
        if (type == "rich_text_preformatted") text.Append("\n```");
    }

    private static void AppendElement(StringBuilder text, JsonElement element) => text.Append(element.Text("type") switch
    {
        "text" => Literal(element.Text("text")),
        "link" => Link(element.Text("url"), element.Text("text")),
        "user" => $"<@{element.Text("user_id")}>",
        "channel" => $"<#{element.Text("channel_id")}>",
        "usergroup" => $"<!subteam^{element.Text("usergroup_id")}>",
        "broadcast" => $"<!{element.Text("range")}>",
        "emoji" => $":{element.Text("name")}:",
        "date" => Literal(element.Text("fallback")),
        "color" => Literal(element.Text("value")),
        _ => Literal(element.Text("text")),
    });

    /// <summary>Text that is meant as it stands, as Slack text. Some of it comes escaped already, and nothing says which.</summary>
    internal static string Literal(string text) => SlackText.Escape(
        text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal));

    internal static string Link(string url, string label) =>
        url.Length == 0 ? Literal(label)
        : label.Length == 0 || label == url ? $"<{Literal(url)}>"
        : $"<{Literal(url).Replace("|", "%7C", StringComparison.Ordinal)}|{Literal(label)}>";
}

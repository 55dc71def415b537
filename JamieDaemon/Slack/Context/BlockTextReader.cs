using System.Text.Json;

namespace JamieDaemon.Slack.Context;

/// <summary>Reads blocks as Slack text, a line for each thing that is to be read.</summary>
/// <seealso href="https://docs.slack.dev/reference/block-kit/blocks"/>
internal static class BlockTextReader
{
    private const int Deepest = 4;

    public static void Read(JsonElement? blocks, TextPieces pieces, int depth = 0)
    {
        if (depth > Deepest) return;
        foreach (var block in blocks.Items()) ReadBlock(block, pieces, depth);
    }

    private static void ReadBlock(JsonElement block, TextPieces pieces, int depth)
    {
        switch (block.Text("type"))
        {
            case "rich_text":
                pieces.Add(RichTextReader.Read(block));
                break;
            case "section":
                pieces.Add(TextObject(block.Field("text")));
                foreach (var field in block.Items("fields")) pieces.Add(TextObject(field));
                if (block.Field("accessory") is { } accessory) pieces.Add(Element(accessory));
                break;
            case "header":
                pieces.Add(TextObject(block.Field("text")));
                break;
            case "context":
            case "actions":
            case "context_actions":
                pieces.Add(string.Join(" | ", Lines(block.Items("elements"))));
                break;
            case "markdown":
                pieces.Add(RichTextReader.Literal(block.Text("text")));
                break;
            case "image":
            case "video":
                pieces.Add(Titled(TextObject(block.Field("title")), RichTextReader.Literal(block.Text("alt_text"))));
                if (block.Text("title_url") is { Length: > 0 } address) pieces.Add(RichTextReader.Link(address, ""));
                break;
            case "table":
            case "data_table":
                foreach (var row in block.Items("rows")) pieces.Add(string.Join(" | ", Cells(row)));
                break;
            default:
                // A newer kind: its text if it has one, and what it holds.
                pieces.Add(TextObject(block.Field("text")));
                Read(block.Field("blocks"), pieces, depth + 1);
                Read(block.Field("elements"), pieces, depth + 1);
                break;
        }
    }

    /// <summary>A <c>plain_text</c> is meant literally; <c>mrkdwn</c> is Slack text already.</summary>
    internal static string TextObject(JsonElement? text) =>
        text is not { ValueKind: JsonValueKind.Object } json ? ""
        : json.Text("type") == "plain_text" ? RichTextReader.Literal(json.Text("text"))
        : json.Text("text");

    /// <summary>Of what can be clicked, only what leads somewhere is worth reading.</summary>
    private static string Element(JsonElement element) => element.Text("type") switch
    {
        "mrkdwn" or "plain_text" => TextObject(element),
        "image" => RichTextReader.Literal(element.Text("alt_text")),
        _ => element.Text("url") is { Length: > 0 } url ? RichTextReader.Link(url, element.Field("text") is { } label ? label.Text("text") : "") : "",
    };

    private static IEnumerable<string> Lines(JsonElement.ArrayEnumerator elements)
    {
        foreach (var element in elements)
        {
            if (Element(element) is { Length: > 0 } line) yield return line;
        }
    }

    private static IEnumerable<string> Cells(JsonElement row)
    {
        foreach (var cell in new JsonElement?(row).Items())
        {
            var text = cell.Text("type") == "rich_text" ? RichTextReader.Read(cell) : RichTextReader.Literal(cell.Text("text"));
            yield return text.ReplaceLineEndings(" ");
        }
    }

    private static string Titled(string title, string text) =>
        title.Length == 0 || title == text ? text : text.Length == 0 ? title : $"{title}: {text}";
}

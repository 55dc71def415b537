using System.Text;
using System.Text.Json;
using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>The words in blocks and attachments, a line each.</summary>
internal static class BlockText
{
    /// <summary>What Slack shows of a message: blocks take the place of its text, and attachments stand below.</summary>
    public static string Of(SlackMessage message)
    {
        var lines = new StringBuilder(message.Blocks is { } blocks ? OfBlocks(blocks) : message.Text);
        foreach (var attachment in message.Attachments is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default)
            Append(lines, OfAttachment(attachment));
        foreach (var file in message.Files)
            Append(lines, $"📎 {file.Upload.Name}, {file.Upload.Content.Length:N0} bytes");
        return lines.ToString();
    }

    public static string OfBlocks(JsonElement blocks)
    {
        var lines = new StringBuilder();
        foreach (var block in blocks.ValueKind == JsonValueKind.Array ? blocks.EnumerateArray() : default)
            Append(lines, OfBlock(block));
        return lines.ToString();
    }

    private static string OfBlock(JsonElement block) => block.Text("type") switch
    {
        "header" => $"*{OfText(block)}*",
        "markdown" => Starred(block.Text("text") ?? ""),
        "section" => string.Join('\n', new[] { OfText(block) }.Concat(block.Items("fields").Select(field => field.Text("text"))).OfType<string>()),
        "context" => $"_{string.Join("  ", block.Items("elements").Select(element => element.Text("text")).OfType<string>())}_",
        "rich_text" => string.Join('\n', block.Items("elements").Select(OfRichText)),
        "table" => string.Join('\n', (block.Field("rows") is { ValueKind: JsonValueKind.Array } rows ? rows.EnumerateArray() : default)
            .Select(row => string.Join(" │ ", row.EnumerateArray().Select(OfCell)))),
        "image" => $"🖼 {block.Text("alt_text")}",
        "input" => block.Field("label")?.Text("text") + ": …",
        _ => "",
    };

    /// <summary>Slack's mrkdwn knows bold by one star.</summary>
    public static string Starred(string markdown) => markdown.Replace("**", "*", StringComparison.Ordinal);

    private static string? OfText(JsonElement block) => block.Field("text")?.Text("text");

    private static string OfCell(JsonElement cell) =>
        cell.Text("text") ?? string.Join(' ', cell.Items("elements").Select(OfRichText));

    private static string OfRichText(JsonElement element) => element.Text("text") ?? element.Text("url") ?? string.Concat(
        element.Items("elements").Select(OfRichText));

    private static string OfAttachment(JsonElement attachment)
    {
        var lines = new StringBuilder();
        Append(lines, attachment.Text("title") is { } title ? $"*{title}*" : "");
        Append(lines, Starred(attachment.Text("text") ?? ""));
        foreach (var field in attachment.Items("fields"))
            Append(lines, $"{field.Text("title")}: {field.Text("value")}");
        if (attachment.Field("blocks") is { } blocks)
            Append(lines, OfBlocks(blocks));
        return lines.ToString();
    }

    private static void Append(StringBuilder lines, string line)
    {
        if (line.Length == 0)
            return;
        if (lines.Length > 0)
            lines.Append('\n');
        lines.Append(line);
    }
}

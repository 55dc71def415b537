using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>The sizes of https://docs.slack.dev/reference/block-kit/blocks, reported in Slack's words.</summary>
internal static class BlockRules
{
    public const int MaxInMessage = 50;
    public const int MaxInView = 100;
    private const int MaxMarkdown = 12_000;

    private static readonly HashSet<string> Types =
    [
        "actions", "alert", "card", "carousel", "context", "context_actions", "divider", "file", "header", "image", "input",
        "markdown", "plan", "rich_text", "section", "table", "task_card", "video",
    ];

    /// <summary>The first problem, in Slack's words with a pointer to it; null when all is well.</summary>
    public static string? Check(JsonElement blocks, int max)
    {
        if (blocks.ValueKind != JsonValueKind.Array)
            return "[ERROR] must be an array [json-pointer:/blocks]";
        if (blocks.GetArrayLength() > max)
            return $"[ERROR] no more than {max} items allowed [json-pointer:/blocks]";
        var ids = new HashSet<string>();
        var markdown = 0;
        var index = 0;
        foreach (var block in blocks.EnumerateArray())
        {
            var pointer = $"/blocks/{index++}";
            if (Text(block, "type") is not { } type || !Types.Contains(type))
                return $"[ERROR] unsupported type: {Text(block, "type")} [json-pointer:{pointer}/type]";
            if (Text(block, "block_id") is { } id && !ids.Add(id))
                return $"[ERROR] `block_id` already exists: {id} [json-pointer:{pointer}/block_id]";
            markdown += type == "markdown" ? Text(block, "text")?.Length ?? 0 : 0;
            if (markdown > MaxMarkdown)
                return TooLong(MaxMarkdown, pointer + "/text");
            if (CheckBlock(block, type, pointer) is { } problem)
                return problem;
        }

        return null;
    }

    private static string? CheckBlock(JsonElement block, string type, string pointer) => type switch
    {
        "section" => CheckSection(block, pointer),
        "header" => CheckText(block, pointer, 150),
        "context" => CheckCount(block, "elements", 10, pointer),
        "actions" => CheckCount(block, "elements", 25, pointer) ?? CheckButtons(block, pointer),
        _ => null,
    };

    private static string? CheckSection(JsonElement block, string pointer)
    {
        if (!block.TryGetProperty("text", out _) && !block.TryGetProperty("fields", out _))
            return $"[ERROR] missing required field: text [json-pointer:{pointer}]";
        return CheckText(block, pointer, 3000) ?? CheckCount(block, "fields", 10, pointer);
    }

    private static string? CheckButtons(JsonElement block, string pointer)
    {
        if (!block.TryGetProperty("elements", out var elements) || elements.ValueKind != JsonValueKind.Array)
            return $"[ERROR] missing required field: elements [json-pointer:{pointer}]";
        var index = 0;
        foreach (var element in elements.EnumerateArray())
        {
            var button = $"{pointer}/elements/{index++}";
            if (Text(element, "type") != "button")
                continue;
            if (Text(element, "value")?.Length > 2000)
                return TooLong(2000, button + "/value");
            if (CheckText(element, button, 75) is { } problem)
                return problem;
        }

        return null;
    }

    private static string? CheckText(JsonElement owner, string pointer, int max)
    {
        if (!owner.TryGetProperty("text", out var text))
            return null;
        return (Text(text, "text") ?? "").Length switch
        {
            0 => $"[ERROR] must be more than 0 characters [json-pointer:{pointer}/text/text]",
            var length when length > max => TooLong(max, pointer + "/text/text"),
            _ => null,
        };
    }

    private static string? CheckCount(JsonElement block, string name, int max, string pointer) =>
        block.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > max
            ? $"[ERROR] no more than {max} items allowed [json-pointer:{pointer}/{name}]"
            : null;

    private static string TooLong(int max, string pointer) =>
        $"[ERROR] must be less than {max + 1} characters [json-pointer:{pointer}]";

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

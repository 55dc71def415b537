namespace JamieDaemon.Sandbox.Slack.Blocks;

/// <summary>What each block must have and how long it may be.</summary>
internal static class BlockRule
{
    /// <summary>Blocks that Slack knows and the sandbox takes as they are, because Jamie sends none.</summary>
    private static readonly HashSet<string> Unchecked =
        ["alert", "card", "carousel", "divider", "file", "plan", "task_card", "video"];

    public static string? Check(Spot block) => block.Type switch
    {
        "section" => CheckSection(block),
        "header" => block.TextObject("text", 150, required: true, plain: true),
        "image" => CheckImage(block),
        "context" => block.Items("elements", 10, CheckContext),
        "actions" => block.Items("elements", 25, ElementRule.Check) ?? CheckActionIds(block),
        "context_actions" => block.Items("elements", 5, CheckContextAction) ?? CheckActionIds(block),
        "input" => CheckInput(block),
        "markdown" => block.Text("text", 12_000, required: true),
        "rich_text" => block.Items("elements", 1000, CheckRichText),
        "table" => CheckTable(block),
        var type => Unchecked.Contains(type) ? null : block.At("type").Complain($"unsupported type: {type}"),
    };

    private static string? CheckSection(Spot block)
    {
        if (block.Json.Field("text") is null && block.Json.Field("fields") is null)
            return block.Missing("text");
        return block.TextObject("text", 3000)
            ?? block.Items("fields", 10, field => CheckText(field, 2000), required: false)
            ?? (block.Json.Field("accessory") is null ? null : ElementRule.Check(block.At("accessory")));
    }

    /// <summary>A text object that is an item of a list.</summary>
    private static string? CheckText(Spot text, int max) => text.Type is "plain_text" or "mrkdwn"
        ? text.Text("text", max, required: true)
        : text.At("type").Complain($"unsupported type: {text.Type}");

    private static string? CheckImage(Spot image)
    {
        if (image.Json.Field("image_url") is null && image.Json.Field("slack_file") is null)
            return image.Missing("image_url");
        return image.Text("image_url", 3000) ?? image.Text("alt_text", 2000, required: true)
            ?? image.TextObject("title", 2000, plain: true);
    }

    private static string? CheckContext(Spot element) => element.Type == "image" ? CheckImage(element) : CheckText(element, 3000);

    private static string? CheckContextAction(Spot element) => element.Type is "feedback_buttons" or "icon_button"
        ? ElementRule.Check(element)
        : element.At("type").Complain($"unsupported type: {element.Type}");

    private static string? CheckInput(Spot block) => block.TextObject("label", 2000, required: true, plain: true)
        ?? block.TextObject("hint", 2000, plain: true) ?? block.Missing("element") ?? ElementRule.Check(block.At("element"));

    private static string? CheckRichText(Spot element) => element.Type switch
    {
        "rich_text_section" or "rich_text_preformatted" or "rich_text_quote" => element.Items("elements", 1000, CheckRichPiece),
        "rich_text_list" => element.Missing("style") ?? element.Items("elements", 1000, CheckRichText),
        var type => element.At("type").Complain($"unsupported type: {type}"),
    };

    private static string? CheckRichPiece(Spot piece) => piece.Type switch
    {
        "text" => piece.Text("text", 12_000, required: true),
        "link" => piece.Text("url", 3000, required: true),
        "user" => piece.Missing("user_id"),
        "usergroup" => piece.Missing("usergroup_id"),
        "channel" => piece.Missing("channel_id"),
        "emoji" => piece.Missing("name"),
        "broadcast" => piece.Missing("range"),
        "color" => piece.Missing("value"),
        "date" => piece.Missing("timestamp"),
        var type => piece.At("type").Complain($"unsupported type: {type}"),
    };

    private static string? CheckTable(Spot table) => table.Items("rows", 100, CheckRow) ?? CheckColumns(table);

    private static string? CheckRow(Spot row) => row.Each(20, CheckCell, required: true);

    private static string? CheckCell(Spot cell) => cell.Type switch
    {
        "raw_text" => cell.Text("text", 12_000, required: true),
        "rich_text" => Check(cell),
        var type => cell.At("type").Complain($"unsupported type: {type}"),
    };

    private static string? CheckColumns(Spot table) => table.Items("column_settings", 20, column =>
        column.Json.Field("align") is null || column.Json.Text("align") is "left" or "center" or "right"
            ? null
            : column.At("align").Complain("must be one of left, center, right"), required: false);

    private static string? CheckActionIds(Spot block)
    {
        var ids = new HashSet<string>();
        foreach (var element in block.Json.Items("elements"))
        {
            if (element.Text("action_id") is { } id && !ids.Add(id))
                return block.At("elements").Complain($"`action_id` already exists: {id}");
        }

        return null;
    }
}

using System.Text.Json;
using JamieDaemon.Sandbox.Slack.WebApi;

namespace JamieDaemon.Sandbox.Slack.Blocks;

/// <summary>What Slack checks about blocks before it takes them: https://docs.slack.dev/reference/block-kit/blocks.</summary>
internal static class BlockRules
{
    private const int MaxInMessage = 50;
    private const int MaxInView = 100;
    private const int MaxMarkdown = 12_000;

    /// <summary>Reported, not documented: https://github.com/slackapi/bolt-js/issues/2509.</summary>
    private const int MaxTextAroundMarkdown = 13_200;

    private static readonly HashSet<string> InMessagesOnly = ["context_actions", "markdown", "plan", "table", "task_card"];

    /// <summary>Why a message with these blocks is refused; null when it is not.</summary>
    public static ApiError? RefuseMessage(JsonElement blocks)
    {
        if (Check(new Spot(blocks, "/blocks"), MaxInMessage, _ => null) is { } problem)
            return new ApiError("invalid_blocks", problem);
        var tables = blocks.EnumerateArray().Count(block => block.Text("type") == "table");
        if (tables > 1)
            return new ApiError("invalid_attachments", "only_one_table_allowed");
        return CheckMarkdown(blocks);
    }

    /// <summary>Why a view with these blocks is refused; null when it is not.</summary>
    public static ApiError? RefuseView(JsonElement blocks)
    {
        var problem = Check(new Spot(blocks, "/view/blocks"), MaxInView, block =>
            InMessagesOnly.Contains(block.Type) ? block.At("type").Complain($"unsupported type: {block.Type}") : null);
        return problem is null ? null : new ApiError("invalid_arguments", problem);
    }

    /// <summary>The first problem, in Slack's words with a pointer to it; null when all is well.</summary>
    private static string? Check(Spot blocks, int max, Func<Spot, string?> checkSurface)
    {
        var ids = new HashSet<string>();
        return blocks.Each(max, block => checkSurface(block) ?? CheckId(block, ids) ?? BlockRule.Check(block), required: false);
    }

    private static string? CheckId(Spot block, HashSet<string> ids)
    {
        if (block.Text("block_id", 255) is { } problem)
            return problem;
        return block.Json.Text("block_id") is { } id && !ids.Add(id)
            ? block.At("block_id").Complain($"`block_id` already exists: {id}")
            : null;
    }

    /// <summary>Markdown blocks share one budget, and as reported what stands beside them has one too.</summary>
    private static ApiError? CheckMarkdown(JsonElement blocks)
    {
        var markdown = blocks.EnumerateArray().Where(block => block.Text("type") == "markdown").Sum(block => block.Text("text")!.Length);
        if (markdown > MaxMarkdown)
            return new ApiError("msg_too_long", $"[ERROR] markdown blocks must be less than {MaxMarkdown + 1} characters together");
        return markdown > 0 && TextLength(blocks) > MaxTextAroundMarkdown ? "msg_blocks_too_long" : null;
    }

    private static int TextLength(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Sum(TextLength),
        JsonValueKind.Object => json.EnumerateObject().Sum(field =>
            field.Name == "text" && field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()!.Length : TextLength(field.Value)),
        _ => 0,
    };
}

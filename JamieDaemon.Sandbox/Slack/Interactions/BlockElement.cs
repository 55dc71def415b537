using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack.Interactions;

/// <summary>Something in a block that a member can click, choose or fill in.</summary>
internal readonly record struct BlockElement(string BlockId, JsonElement Json)
{
    public string Type => Json.Text("type") ?? "";

    public string? ActionId => Json.Text("action_id");

    public static IEnumerable<BlockElement> In(JsonElement blocks)
    {
        if (blocks.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var block in blocks.EnumerateArray())
        {
            var blockId = block.Text("block_id") ?? "";
            if (block.Field("accessory") is { } accessory)
                yield return new BlockElement(blockId, accessory);
            if (block.Field("element") is { } input)
                yield return new BlockElement(blockId, input);
            foreach (var element in block.Items("elements"))
                yield return new BlockElement(blockId, element);
        }
    }

    /// <summary>The element of that action_id; where several share one, that of the value.</summary>
    public static BlockElement Find(JsonElement? blocks, string actionId, string? value)
    {
        List<BlockElement> found = blocks is { } given ? [.. In(given).Where(element => element.ActionId == actionId)] : [];
        if (found.Count == 0)
            throw new ArgumentException($"There is nothing with the action_id '{actionId}'.", nameof(actionId));
        return found.Find(element => value is not null && element.Json.Text("value") == value) is { ActionId: not null } exact
            ? exact
            : found[0];
    }

    /// <summary>The option of that value.</summary>
    public JsonElement Option(string? value)
    {
        foreach (var option in Json.Items("options").Concat(Json.Items("option_groups").SelectMany(group => group.Items("options"))))
        {
            if (option.Text("value") == value)
                return option;
        }

        throw new ArgumentException($"'{ActionId}' has no option '{value}'.", nameof(value));
    }
}

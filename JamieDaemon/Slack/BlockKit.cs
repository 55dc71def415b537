using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JamieDaemon.Slack;

/// <summary>The blocks that Jamie builds, named like Slack names them.</summary>
/// <seealso href="https://docs.slack.dev/reference/block-kit/blocks"/>
internal static class BlockKit
{
    /// <summary>Nothing of it becomes HTML: quotes and umlauts stand as they are.</summary>
    private static readonly BlockKitJsonContext Json = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>An array of blocks.</summary>
    public static JsonElement ToElement(ReadOnlySpan<JsonObject> blocks)
    {
        var array = new JsonArray();
        // A node has one parent only, and these may be shown again.
        foreach (var block in blocks) array.Add(block.DeepClone());
        return ToElement(array);
    }

    public static JsonElement ToElement(JsonNode node) => JsonSerializer.SerializeToElement(node, Json.JsonNode);

    public static JsonObject Header(string text) => new() { ["type"] = "header", ["text"] = PlainText(text) };

    public static JsonObject Section(string mrkdwn) => new() { ["type"] = "section", ["text"] = Mrkdwn(mrkdwn) };

    public static JsonObject Context(string mrkdwn) => new() { ["type"] = "context", ["elements"] = new JsonArray(Mrkdwn(mrkdwn)) };

    public static JsonObject Divider() => new() { ["type"] = "divider" };

    public static JsonObject Actions(params ReadOnlySpan<JsonNode?> elements) => new() { ["type"] = "actions", ["elements"] = new JsonArray([.. elements]) };

    public static JsonObject Button(string actionId, string text, string value) =>
        new() { ["type"] = "button", ["action_id"] = actionId, ["text"] = PlainText(text), ["value"] = value };

    /// <summary>Thumbs up and down, the way Slack draws them under the answers of agents.</summary>
    public static JsonObject Feedback(string actionId, string positive, string negative) => new()
    {
        ["type"] = "context_actions",
        ["elements"] = new JsonArray(new JsonObject
        {
            ["type"] = "feedback_buttons",
            ["action_id"] = actionId,
            ["positive_button"] = new JsonObject { ["text"] = PlainText("Good answer"), ["value"] = positive },
            ["negative_button"] = new JsonObject { ["text"] = PlainText("Bad answer"), ["value"] = negative },
        }),
    };

    public static JsonObject PlainText(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = true };

    public static JsonObject Mrkdwn(string text) => new() { ["type"] = "mrkdwn", ["text"] = text };
}

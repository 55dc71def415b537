using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Answers;

/// <summary>Turns the Markdown of an answer into what Slack takes.</summary>
public sealed class AnswerRenderer(IOptions<SlackOptions> options)
{
    private readonly int _limit = options.Value.MessageCharacters;

    /// <summary>For messages that are posted and edited.</summary>
    internal MessageContent Render(string markdown, JsonElement? trailing)
    {
        var text = SlackText.Escape(markdown);
        return new MessageContent(text, trailing is { } below ? Blocks(text, below) : null, text + (_limit > 0 && trailing is not null ? "+" : ""));
    }

    /// <summary>The whole of a streamed message.</summary>
    internal string Stream(string markdown) => _limit > 0 ? SlackText.Escape(markdown) : "";

    /// <summary>As much of an unfinished text as will not change any more, whatever follows.</summary>
    internal string StreamSoFar(string markdown) => _limit > 0 ? SlackText.Escape(markdown) : "";

    /// <summary>The messages that a text makes.</summary>
    internal IReadOnlyList<string> Parts(string markdown) =>
        [.. MessageSplitter.Split(markdown, _limit).Where(part => !string.IsNullOrWhiteSpace(part))];

    private static JsonElement Blocks(string text, JsonElement trailing)
    {
        var blocks = new JsonArray(new JsonObject { ["type"] = "markdown", ["text"] = text });
        foreach (var block in trailing.EnumerateArray()) blocks.Add(JsonNode.Parse(block.GetRawText()));
        return BlockKit.ToElement(blocks);
    }
}

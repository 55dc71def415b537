using System.Text.Json;
using System.Text.Json.Nodes;
using JamieDaemon.Slack.Rendering;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Answers;

/// <summary>Turns the Markdown of an answer into what Slack takes: harmless, and in messages that are short enough.</summary>
public sealed class AnswerRenderer(IOptions<SlackOptions> options)
{
    /// <summary>A native stream breaks at some 10,600 bytes (https://github.com/CopilotKit/CopilotKit/issues/6064).</summary>
    private const int MostBytes = 9000;

    /// <summary>Notifications and readers without blocks get the beginning; <c>chat.update</c> takes no text of more than 4,000.</summary>
    private const int MostText = 3000;

    private readonly LinkHosts _hosts = new(options.Value.AllowedLinkHosts);
    private readonly MessageLimits _limits = new(options.Value.MessageCharacters, MostBytes);

    /// <summary>For messages that are posted and edited.</summary>
    internal MessageContent Render(string markdown, JsonElement? trailing)
    {
        var safe = Stream(markdown);
        var text = SlackText.Escape(safe.Length > MostText ? $"{safe.AsSpan(0, MostText)}…" : safe);
        return new MessageContent(text, Blocks(safe, trailing), trailing is { } below ? safe + below.GetRawText() : safe);
    }

    /// <summary>The whole of a streamed message.</summary>
    internal string Stream(string markdown) => SafeMarkdown.Render(markdown, _hosts);

    /// <summary>As much of an unfinished text as will not change any more, whatever follows.</summary>
    internal string StreamSoFar(string markdown) => new SafeMarkdown(_hosts).Append(markdown);

    /// <summary>The messages that a text makes, none of white space only: Slack takes none.</summary>
    /// <param name="markdown">The text so far.</param>
    /// <param name="shown">How much of each message cannot be taken back, by its number.</param>
    internal List<MessagePart> Parts(string markdown, Func<int, int>? shown = null)
    {
        var parts = new List<MessagePart>();
        MessagePart? part = null;
        while ((part?.End ?? 0) < markdown.Length)
        {
            part = MessageSplitter.Next(markdown, part, _limits, shown?.Invoke(parts.Count) ?? 0);
            if (!string.IsNullOrWhiteSpace(part.Body)) parts.Add(part);
        }

        return parts;
    }

    private static JsonElement Blocks(string safe, JsonElement? trailing)
    {
        var blocks = new JsonArray(new JsonObject { ["type"] = "markdown", ["text"] = safe });
        if (trailing is { } below)
        {
            foreach (var block in below.EnumerateArray()) blocks.Add(JsonNode.Parse(block.GetRawText()));
        }

        return BlockKit.ToElement(blocks);
    }
}

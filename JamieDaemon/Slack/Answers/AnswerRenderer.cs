using System.Text.Json.Nodes;
using JamieDaemon.Slack.Rendering;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Answers;

/// <summary>Turns the Markdown of an answer into what Slack takes: harmless, and in messages that are short enough.</summary>
internal sealed class AnswerRenderer(SlackAbilities abilities, IOptions<SlackOptions> options)
{
    /// <summary>A native stream breaks at some 10,600 bytes (https://github.com/CopilotKit/CopilotKit/issues/6064).</summary>
    private const int MostBytes = 9000;

    /// <summary>Notifications and readers without blocks get the beginning; <c>chat.update</c> takes no text of more than 4,000.</summary>
    private const int MostText = 1000;

    /// <summary>Less than Slack takes: a part that is not finished yet may have a block of code to close.</summary>
    private const int MostMarkdown = AnswerBlocks.MostMarkdown - 100;

    private readonly LinkHosts _hosts = new(options.Value.AllowedLinkHosts);
    private readonly MessageLimits _limits = new(options.Value.MessageCharacters, MostBytes);

    /// <summary>A whole answer as harmless Markdown: all else here takes that, so that what is measured is what is sent.</summary>
    /// <param name="markdown">The model's words.</param>
    /// <param name="notes">What stands below them, each a paragraph of its own: a block of code that the model left open ends before.</param>
    public string Safe(string markdown, params ReadOnlySpan<string> notes)
    {
        var safe = SafeMarkdown.Render(SecretRedactor.Redact(markdown), _hosts);
        foreach (var note in notes) safe = string.Concat(safe, safe.Length > 0 ? "\n\n" : "", SafeMarkdown.Render(SecretRedactor.Redact(note), _hosts));
        return safe;
    }

    /// <summary>As much of an unfinished answer as will not change any more, whatever follows.</summary>
    public string SafeSoFar(string markdown) => new SafeMarkdown(_hosts).Append(SecretRedactor.RedactSoFar(markdown));

    /// <summary>For messages that are posted and edited: Markdown where Slack takes it, else its own markup.</summary>
    public MessageContent Render(string safe, params ReadOnlySpan<JsonObject> trailing)
    {
        var blocks = abilities.May(SlackAbility.MarkdownBlocks) && safe.Length <= MostMarkdown
            ? AnswerBlocks.AsMarkdown(safe, _hosts, trailing)
            : AnswerBlocks.AsSections(safe, _hosts, trailing);
        return new MessageContent(Beginning(safe), blocks, blocks.GetRawText());
    }

    /// <summary>The words alone, for when Slack refuses their blocks: those are a nicety, the words are not.</summary>
    /// <param name="safe">The message.</param>
    /// <param name="refusal">What Slack said; Markdown is not tried again for a while.</param>
    public MessageContent RenderWithoutBlocks(string safe, SlackApiException refusal)
    {
        abilities.Learn(SlackAbility.MarkdownBlocks, refusal);
        var text = MrkdwnRenderer.Render(safe, _hosts);
        return new MessageContent(text, Blocks: null, text);
    }

    /// <summary>The messages that a text makes, none of white space only: Slack takes none.</summary>
    /// <param name="safe">The text so far.</param>
    /// <param name="shown">How much of each message cannot be taken back, by its number.</param>
    public List<MessagePart> Parts(string safe, Func<int, int>? shown = null)
    {
        var parts = new List<MessagePart>();
        MessagePart? part = null;
        while ((part?.End ?? 0) < safe.Length)
        {
            part = MessageSplitter.Next(safe, part, _limits, shown?.Invoke(parts.Count) ?? 0);
            if (!string.IsNullOrWhiteSpace(part.Body)) parts.Add(part);
        }

        return parts;
    }

    private static string Beginning(string safe)
    {
        if (safe.Length <= MostText) return safe;
        var end = char.IsHighSurrogate(safe[MostText - 1]) ? MostText - 1 : MostText;
        return $"{safe.AsSpan(0, end)}…";
    }
}

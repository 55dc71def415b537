using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace JamieDaemon.Tests.Slack.Rendering;

/// <summary>Whether each letter and digit that a person would see of a model's Markdown is still there, in its order.</summary>
internal static partial class Letters
{
    private static readonly MarkdownPipeline Parser = new MarkdownPipelineBuilder()
        .UsePipeTables().UseTaskLists().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).DisableHtml().Build();

    /// <summary>The visible letters. A wide table becomes records, which repeat its heads: for those they are left out.</summary>
    public static string OfMarkdown(string markdown, bool withTableHeads)
    {
        var visible = new StringBuilder();
        var text = LineBreak().Replace(TerminalSequence().Replace(markdown.ReplaceLineEndings("\n"), ""), "\n");
        text = string.Join('\n', text.Split('\n').Select(line => line.Contains('`') || line.Contains("<@", StringComparison.Ordinal) ? line : SlackLink().Replace(line, "${label} ${address}")));
        Append(Markdown.Parse(text, Parser), withTableHeads, visible);
        return visible.ToString();
    }

    /// <summary>The rest of the letters from the first one on that cannot be found; null when all are there.</summary>
    public static string? MissingFrom(string rendered, string letters)
    {
        var at = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            at = rendered.IndexOf(letters[i], at) + 1;
            if (at == 0) return $"…{letters[Math.Max(0, i - 40)..i]} ▶ {letters[i..Math.Min(letters.Length, i + 40)]}…";
        }

        return null;
    }

    private static void Append(Block block, bool withTableHeads, StringBuilder visible)
    {
        switch (block)
        {
            case LinkReferenceDefinitionGroup or TableRow { IsHeader: true } when block is not TableRow || !withTableHeads:
                break;
            case ContainerBlock container:
                foreach (var inner in container) Append(inner, withTableHeads, visible);
                break;
            case LeafBlock { Inline: { } inline }:
                foreach (var piece in inline.Descendants()) Append(piece, visible);
                break;
            case LeafBlock leaf:
                AppendLetters(leaf.Lines.ToString(), visible);
                break;
        }
    }

    private static void Append(MarkdownObject piece, StringBuilder visible)
    {
        switch (piece)
        {
            case LiteralInline literal: AppendLetters(literal.ToString(), visible); break;
            case CodeInline code: AppendLetters(code.Content, visible); break;
            case HtmlEntityInline entity: AppendLetters(entity.Transcoded.ToString(), visible); break;
            case AutolinkInline address: AppendLetters(address.Url, visible); break;
        }
    }

    private static void AppendLetters(string text, StringBuilder visible)
    {
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c)) visible.Append(c);
        }
    }

    [GeneratedRegex(@"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\n]*\x07")]
    private static partial Regex TerminalSequence();

    [GeneratedRegex("<(?<address>https?://[^|>\\n]*)\\|(?<label>[^>\\n]*)>", RegexOptions.ExplicitCapture)]
    private static partial Regex SlackLink();

    [GeneratedRegex("<br */?>", RegexOptions.IgnoreCase)]
    private static partial Regex LineBreak();
}

using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace JamieDaemon.Slack.Rendering;

/// <summary>What a person sees of parsed Markdown, without any marks.</summary>
internal static class VisibleText
{
    public static string Of(ContainerInline container)
    {
        var text = new StringBuilder();
        Append(container, text);
        return text.ToString().Trim();
    }

    public static string Of(ContainerBlock blocks)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            if (text.Length > 0) text.Append(' ');
            if (block is LeafBlock { Inline: { } inline }) Append(inline, text);
            else if (block is LeafBlock leaf) text.Append(leaf.Lines.ToString());
        }

        return text.ToString().Trim();
    }

    private static void Append(ContainerInline container, StringBuilder text)
    {
        for (var inline = container.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
                case CodeInline code: text.Append(code.Content); break;
                case LineBreakInline: text.Append(' '); break;
                case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
                case AutolinkInline address: text.Append(address.Url); break;
                case DelimiterInline delimiter:
                    text.Append(delimiter.ToLiteral());
                    Append(delimiter, text);
                    break;
                case ContainerInline inner: Append(inner, text); break;
            }
        }
    }
}

using Markdig.Extensions.TaskLists;
using Markdig.Syntax.Inlines;

namespace JamieDaemon.Slack.Rendering;

/// <summary>Text within blocks of Markdown in Slack's markup.</summary>
internal sealed class MrkdwnInlines(MrkdwnWriter writer, LinkHosts hosts)
{
    public void Write(ContainerInline container)
    {
        for (var inline = container.FirstChild; inline is not null; inline = inline.NextSibling) Write(inline);
    }

    private void Write(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                WriteLiteral(literal.Content.AsSpan());
                break;
            case CodeInline code:
                writer.WriteCode(code.Content);
                break;
            case EmphasisInline emphasis:
                WriteEmphasis(emphasis);
                break;
            case LinkInline link:
                WriteLink(link);
                break;
            case AutolinkInline address:
                WriteAddress(address.Url);
                break;
            case LineBreakInline:
                writer.EndLine();
                break;
            case HtmlEntityInline entity:
                writer.WriteText(entity.Transcoded.AsSpan());
                break;
            case TaskList task:
                writer.WriteMarkup(task.Checked ? "☑" : "☐");
                break;
            case DelimiterInline delimiter:
                writer.WriteText(delimiter.ToLiteral());
                Write(delimiter);
                break;
            case ContainerInline container:
                Write(container);
                break;
        }
    }

    /// <summary>An address that Markdig saw no link in must not be left to Slack, which would look for its end anew.</summary>
    private void WriteLiteral(ReadOnlySpan<char> text)
    {
        if (!text.Contains("://", StringComparison.Ordinal))
        {
            writer.WriteText(text);
            return;
        }

        foreach (var range in text.Split(' '))
        {
            if (range.Start.Value > 0) writer.WriteText(" ");
            if (text[range].Contains("://", StringComparison.Ordinal)) WriteAddress(text[range].ToString());
            else writer.WriteText(text[range]);
        }
    }

    private void WriteEmphasis(EmphasisInline emphasis)
    {
        var mark = emphasis.DelimiterChar == '~' ? '~' : emphasis.DelimiterCount == 2 ? '*' : '_';
        var opened = writer.Open(mark);
        Write(emphasis);
        if (opened) writer.Close(mark);
    }

    private void WriteLink(LinkInline link)
    {
        if (link.Url is { } url && hosts.Allows(url))
        {
            // Markup within a label is shown as it is written.
            var label = SafeCode.Parted(VisibleText.Of(link));
            writer.WriteMarkup(label.Length == 0 || label == url ? $"<{SlackText.Escape(url)}>" : $"<{SlackText.Escape(url)}|{Label(label)}>");
            return;
        }

        if (link.IsAutoLink) writer.WriteCode(VisibleText.Of(link));
        else Write(link);
    }

    private void WriteAddress(string url)
    {
        if (hosts.Allows(url)) writer.WriteMarkup($"<{SlackText.Escape(url)}>");
        else writer.WriteCode(url);
    }

    private static string Label(string label) => SlackText.Escape(label.Replace('|', '¦').Replace('`', 'ˋ').ReplaceLineEndings(" "));
}

using System.Net;
using System.Text.RegularExpressions;

namespace JamieDaemon.Slack.Context;

/// <summary>What a person reads of a page: Slack keeps canvases and posts in HTML.</summary>
internal static partial class HtmlText
{
    public static string Read(string html)
    {
        var text = Unread().Replace(html, "");
        text = Item().Replace(text, "\n- ");
        text = Line().Replace(text, "\n");
        text = WebUtility.HtmlDecode(Tag().Replace(text, ""));
        return Gap().Replace(text.ReplaceLineEndings("\n"), "\n\n").Trim();
    }

    public static bool IsHtml(string text)
    {
        var start = text.AsSpan().TrimStart("\ufeff").TrimStart();
        return start is ['<', ..] && start.Contains("</", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"<!--.*?-->|<(?<tag>script|style|head)\b[^>]*>.*?</\k<tag>\s*>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unread();

    [GeneratedRegex(@"<li\b[^>]*>", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Item();

    [GeneratedRegex(@"<br\b[^>]*>|</(p|div|h[1-6]|tr|ul|ol|pre|blockquote)\s*>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\n[ \t]*(\n[ \t]*)+\n", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Gap();
}

using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace JamieDaemon.Tests.Slack.Rendering;

/// <summary>Finds in rendered text what would ping somebody or link to where it must not, by other means than the renderers use.</summary>
internal static partial class Harm
{
    private static readonly char[] Punctuation = [.. ".,;:!?)}'”’»…"];

    private static readonly MarkdownPipeline OtherParser = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks(new AutoLinkOptions { AllowDomainWithoutPeriod = true }).Build();

    public static IEnumerable<string> InMarkdown(string safe)
    {
        foreach (Match match in Ping().Matches(safe)) yield return match.Value;

        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(safe, OtherParser);
        }
        catch (ArgumentException)
        {
            // Too deep for this parser.
            yield break;
        }

        foreach (var inline in document.Descendants<Inline>())
        {
            var leak = inline switch
            {
                LinkInline link => IsAllowed(link.Url) ? null : $"link to {link.Url}",
                AutolinkInline link => IsAllowed(link.Url) ? null : $"autolink to {link.Url}",
                HtmlInline html => $"html {html.Tag}",
                LiteralInline literal when Address().Match(literal.ToString()) is { Success: true } address =>
                    IsAllowed(address.Value.TrimEnd(Punctuation)) ? null : $"address {address.Value}",
                _ => null,
            };
            if (leak is not null) yield return leak;
        }

        // As it would be if Slack read it once more after it decoded the entities.
        foreach (var leaf in document.Descendants<LeafBlock>())
        {
            if (leaf.Inline is not { } inline) continue;
            foreach (Match match in Ping().Matches(Visible(inline))) yield return match.Value;
        }

        foreach (var html in document.Descendants<HtmlBlock>()) yield return $"html {html.Lines}";
        foreach (var definition in document.Descendants<LinkReferenceDefinition>())
        {
            if (!IsAllowed(definition.Url)) yield return $"definition of {definition.Url}";
        }
    }

    public static IEnumerable<string> InMrkdwn(string mrkdwn)
    {
        foreach (Match match in Ping().Matches(WebUtility.HtmlDecode(mrkdwn))) yield return match.Value;
        foreach (Match match in Token().Matches(mrkdwn))
        {
            if (!IsAllowed(WebUtility.HtmlDecode(match.Groups["target"].Value))) yield return match.Value;
        }

        // Addresses that nobody allowed stand in code, where Slack links nothing.
        foreach (Match match in Address().Matches(Code().Replace(Token().Replace(mrkdwn, " "), " ")))
        {
            if (!IsAllowed(WebUtility.HtmlDecode(match.Value).TrimEnd(Punctuation))) yield return match.Value;
        }
    }

    private static string Visible(ContainerInline container)
    {
        var text = new StringBuilder();
        foreach (var inline in container.Descendants<Inline>())
        {
            _ = inline switch
            {
                LiteralInline literal => text.Append(literal.Content.AsSpan()),
                HtmlEntityInline entity => text.Append(entity.Transcoded.AsSpan()),
                _ => text.Append(' '),
            };
        }

        return text.ToString();
    }

    /// <summary>What has no scheme leads nowhere: <c>`https://evil.example`</c>, in backticks, is such a relative address.</summary>
    private static bool IsAllowed(string? url) =>
        !Scheme().IsMatch(url ?? "") ||
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
        && (uri.Host == "grafana.example.com" || uri.Host.EndsWith(".corp.example", StringComparison.Ordinal));

    [GeneratedRegex("<(?!!doctype)[!@#][A-Za-z0-9]|[@＠](channel|here|everyone|group)(?![A-Za-z0-9])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Ping();

    [GeneratedRegex(@"[a-z][a-z0-9+.-]*://[^\s<>`""\[\]|*\\~]*|www\.[a-z0-9][^\s<>`""\[\]|*\\~]+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    [GeneratedRegex("^([a-z][a-z0-9+.-]*:|//|www\\.)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Scheme();

    [GeneratedRegex("<(?<target>[^<>|]*)(\\|[^<>]*)?>?", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();
}

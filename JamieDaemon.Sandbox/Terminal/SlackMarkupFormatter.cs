using System.Text.RegularExpressions;
using Spectre.Console;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>Turns the text of a Slack message into Spectre's markup: what Slack shows bold is bold here.</summary>
/// <seealso href="https://docs.slack.dev/messaging/formatting-message-text"/>
internal static partial class SlackMarkupFormatter
{
    /// <param name="text">Slack's text, with its entities and references.</param>
    /// <param name="nameOf">The name behind a user's id.</param>
    public static string Format(string text, Func<string, string> nameOf)
    {
        var named = Mention().Replace(text, mention => "@" + nameOf(mention.Groups["id"].Value));
        var safe = Markup.Escape(named
            .Replace(":hourglass_flowing_sand:", "⏳", StringComparison.Ordinal)
            .Replace(":rotating_light:", "🚨", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal));
        safe = Code().Replace(safe, "[olive]${text}[/]");
        safe = Bold().Replace(safe, "[bold]${text}[/]");
        return Italic().Replace(safe, "[italic]${text}[/]");
    }

    [GeneratedRegex(@"<@(?<id>[A-Z0-9]+)(\|[^>]*)?>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mention();

    [GeneratedRegex(@"`(?<text>[^`\n]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<![\w*])\*(?<text>[^*\n]+)\*(?![\w*])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bold();

    [GeneratedRegex(@"(?<![\w_])_(?<text>[^_\n]+)_(?![\w_])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Italic();
}

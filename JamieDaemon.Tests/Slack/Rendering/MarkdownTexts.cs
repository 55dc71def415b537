using FsCheck;
using FsCheck.Fluent;

namespace JamieDaemon.Tests.Slack.Rendering;

/// <summary>Random texts out of what makes Markdown, Slack and their parsers stumble.</summary>
internal static class MarkdownTexts
{
    private static readonly string[] Pieces =
    [
        "a", "word", " ", " ", "  ", "    ", "\t", ". ", "\n", "\n", "\n\n", "\r\n", "- ", "1. ", "14. ", "> ", "# ", "| ", " | ", "|---|---|", "--|--",
        "`", "``", "```", "````", "~~~", "```bash\n", "```markdown\n", "~~~\n", "*", "**", "_", "~~", "<", ">", "&", "\\", "[", "]", "](", "(", ")", "]:", "!", "![", "[x](",
        "https://evil.example/?q=1", "https://grafana.example.com/d", "www.evil.example", "evil.example", "https&#58;//evil.example", "https:", "//", "://", "@", "#",
        "<!channel>", "<!here|x>", "<@U123>", "<#C1>", "<!subteam^S1>", "@channel", "@here", "#general", "&lt;", "&#60;", "&#64;", "&amp;", "!channel>", "<https://evil.example|x>",
        "<br>", "<b>", "😀", "👨‍👩‍👧", "e\u0301", "\u200b", "\u001b[31m", "\u001b", "\ud83d", "שלום", "表格", "---", "===", "[ ] ", "$x^2$", "supercalifragilistic", "1.2.3", "x.go",
    ];

    public static Arbitrary<string> Any => Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary();
}

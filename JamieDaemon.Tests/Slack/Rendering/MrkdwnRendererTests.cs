using JamieDaemon.Slack.Rendering;

namespace JamieDaemon.Tests.Slack.Rendering;

/// <summary>Z stands for the zero-width space that makes the edge of a word.</summary>
public sealed class MrkdwnRendererTests
{
    [TestCase("# Title\ntext", "*Title*\n\ntext")]
    [TestCase("**bold** *it* _it_ ~~no~~ ***both***", "*bold* _it_ _it_ ~no~ _*both*_")]
    [TestCase("**b**old un**b** **a**_b_", "*b*Zold unZ*b* *a*Z_b_")]
    [TestCase("**two\nlines**", "*two*\n*lines*")]
    [TestCase("# A **bold** title", "*A bold title*")]
    [TestCase("- a\n  - b\n    1. c\n- d", "• a\n    ◦ b\n        1. c\n• d")]
    [TestCase("3. c\n4. d", "3. c\n4. d")]
    [TestCase("- [x] done\n- [ ] open", "• ☑ done\n• ☐ open")]
    [TestCase("```bash\na < b && c\n```", "```\na &lt; b &amp;&amp; c\n```")]
    [TestCase("`a<b` x`y`z", "`a&lt;b` xZ`y`Zz")]
    [TestCase("> a\n> b\n\nc", "> a\n> b\n\nc")]
    [TestCase("a & b < c > d", "a &amp; b &lt; c &gt; d")]
    [TestCase("[x](https://a.example/?a=1&b=2) [y](https://b.example)", "<https://a.example/?a=1&amp;b=2|x> y (`https://b.example`)")]
    [TestCase("[a|b](https://a.example) https://a.example/x", "<https://a.example|a¦b> <https://a.example/x>")]
    [TestCase("[d][1]\n\n[1]: https://a.example/ref", "<https://a.example/ref|d>")]
    [TestCase("|h|i|\n|-|-:|\n|aa|1|\n|表|22|", "```\nh    i\n──  ──\naa   1\n表  22\n```")]
    [TestCase("|@`here`|\n|-|", "```\n@Zhere\n─────\n```")]
    [TestCase("---", "──────────")]
    [TestCase("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;")]
    public void Markdown_becomes_Slacks_markup(string markdown, string expected) => Assert.That(
        MrkdwnRenderer.Render(markdown, new LinkHosts(["a.example"])).Replace(SafeOutput.ZeroWidthSpace, 'Z'), Is.EqualTo(expected));

    [TestCase(">")]
    [TestCase("- ")]
    [TestCase("[")]
    [TestCase("**a ")]
    public void What_is_too_deep_for_the_parser_is_shown_as_it_stands(string mark) =>
        Assert.That(() => MrkdwnRenderer.Render(string.Concat(Enumerable.Repeat(mark, 5000)) + "text", LinkHosts.None), Does.EndWith("text"));
}

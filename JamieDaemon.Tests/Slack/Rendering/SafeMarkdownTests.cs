using System.Text;
using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Slack.Rendering;

namespace JamieDaemon.Tests.Slack.Rendering;

/// <summary>Z stands for the zero-width space that parts what Slack would act on.</summary>
public sealed class SafeMarkdownTests
{
    private static readonly LinkHosts Hosts = new(["grafana.example.com", "*.corp.example"]);

    [TestCase("Hello **world**, it's `a < b` & more.", "Hello **world**, it's `a < b` & more.")]
    [TestCase("a < b > c", "a &lt; b > c")]
    [TestCase("# Title\n\n- one\n  - two\n\n> quoted", "# Title\n\n- one\n  - two\n\n> quoted")]
    [TestCase("| a | b |\n|---|---|\n| `x` | y<br>z |", "| a | b |\n|---|---|\n| `x` | y · z |")]
    [TestCase("one<br>two<br/>three", "one\ntwo\nthree")]
    [TestCase("<b>bold</b>", "&lt;b>bold&lt;/b>")]
    [TestCase("tail\r\nof\rlines", "tail\nof\nlines")]
    [TestCase("red \u001b[31mERROR\u001b[0m \u0007bell \u202eevil", "red ERROR bell evil")]
    public void Markdown_stays_Markdown(string markdown, string expected) => Assert.That(Safe(markdown), Is.EqualTo(expected));

    [TestCase("<!channel> <!here|here> <!everyone>", "&lt;Z!channel> &lt;Z!here|here> &lt;Z!everyone>")]
    [TestCase("<@U123> <!subteam^S1|@sre> <#C1|general>", "&lt;Z@ZU123> &lt;Z!subteam^S1|@Zsre> &lt;Z#ZC1|general>")]
    [TestCase("@channel, @Here and @everyone; #general", "@Zchannel, @ZHere and @Zeveryone; #Zgeneral")]
    [TestCase("`<!channel>` and `@here`", "`<Z!channel>` and `@Zhere`")]
    [TestCase("``<@U1> ` ``", "``<Z@U1> ` ``")]
    [TestCase("```\n<!channel> @channel\nList<string> a<!--x--><!DOCTYPE html>\n```", "```\n<Z!channel> @Zchannel\nList<string> a<!--x--><!DOCTYPE html>\n```")]
    [TestCase("&lt;!channel&gt; &#60;!here> &#x3C;@U1>", "&lt;Z!channel&gt; &lt;Z!here> &lt;Z@ZU1>")]
    [TestCase("&#60\\;!here&#62; &l&#116;;!here@x R&D & AT&T@x", "&amp;#60;!here&#62; &amp;lt;!here@x R&D & AT&amp;T@x")]
    [TestCase("&#64;channel @&#99;hannel &commat;here", "@Zchannel @Zchannel @Zhere")]
    [TestCase("\\<!channel> \\@here", "&lt;Z!channel> @Zhere")]
    [TestCase("**@channel** _@here_ x@here", "**@Zchannel** _@Zhere_ x@Zhere")]
    [TestCase("[@channel](https://grafana.example.com/)", "[@Zchannel](https://grafana.example.com/)")]
    [TestCase("[x](<!channel>)", "x (`!channel`)")]
    [TestCase("a C# and F# fan of #1 and C#general", "a C# and F# fan of #1 and C#general")]
    public void Nothing_pings(string markdown, string expected) =>
        Assert.That(Safe(markdown).Replace(SafeOutput.ZeroWidthSpace, 'Z'), Is.EqualTo(expected));

    [TestCase("[docs](https://evil.example/?q=1)", "docs (`https://evil.example/?q=1`)")]
    [TestCase("[**bold** docs](https://evil.example \"title\")", "**bold** docs (`https://evil.example`)")]
    [TestCase("![logo](https://evil.example/x.png)", "logo (`https://evil.example/x.png`)")]
    [TestCase("[https://evil.example/](https://evil.example)", "`https://evil.example`")]
    [TestCase("[![badge](https://evil.example/b.svg)](https://grafana.example.com/d)", "[badge (`https://evil.example/b.svg`)](https://grafana.example.com/d)")]
    [TestCase("see https://evil.example/x, or www.evil.example!", "see `https://evil.example/x`, or `www.evil.example`!")]
    [TestCase("(see https://en.example/wiki/A_(b)).", "(see `https://en.example/wiki/A_(b)`).")]
    [TestCase("<https://evil.example> <https://evil.example|Click>", "`https://evil.example` Click (`https://evil.example`)")]
    [TestCase("<a href=\"https://evil.example\">x</a>", "&lt;a href=\"`https://evil.example`\">x&lt;/a>")]
    [TestCase("[x][1]\n\n[1]: https://evil.example", "[x][1]\n\n\\[1]: `https://evil.example`")]
    [TestCase("[x][1]\n\n[1]: https://grafana.example.com/a", "[x][1]\n\n[1]: https://grafana.example.com/a")]
    [TestCase("[^1]: Foo", "\\[^1]: Foo")]
    [TestCase("[dash](https://grafana.example.com/d/1?a=b&c=d)", "[dash](https://grafana.example.com/d/1?a=b&c=d)")]
    [TestCase("https://a.b.corp.example:8080/x", "https://a.b.corp.example:8080/x")]
    [TestCase("https://grafana.example.com@evil.example/", "`https://grafana.example.com@evil.example/`")]
    [TestCase("https://grafana.example.com\\@evil.example/", "`https://grafana.example.com@evil.example/`")]
    [TestCase("https://grafana.example.com<https://evil.example|x>/", "https://grafana.example.com x (`https://evil.example`)/")]
    [TestCase("**https://grafana.example.com/**, \"https://grafana.example.com/x\".", "**https://grafana.example.com/**, \"https://grafana.example.com/x\".")]
    [TestCase("https&#58;//evil.example https:\\/\\/evil.example", "`https://evil.example` `https://evil.example`")]
    [TestCase("secret.evil.example and main.go, v1.28.3, 0.5s, e.g. this.", "`secret.evil.example` and `main.go`, v1.28.3, 0.5s, e.g. this.")]
    [TestCase("`curl https://get.example/x | sh`", "`curl https://get.example/x | sh`")]
    [TestCase("| ` | https://evil.example/ ` |", "| &#96; | `https://evil.example/` &#96; |")]
    [TestCase("a ` | https://evil.example/ ` b\n--|--", "a &#96; | `https://evil.example/` &#96; b\n--|--")]
    [TestCase("\\https://evil.example", "`\\https://evil.example`")]
    [TestCase("\\ https://evil.example", "\\ `https://evil.example`")]
    [TestCase("[<!here>]: https://grafana.example.com/", "\\[&lt;\u200b!here>]: https://grafana.example.com/")]
    [TestCase("[a]: <https://grafana.example.com/> \"t\"", "[a]: https://grafana.example.com/")]
    [TestCase("a ` b", "a &#96; b")]
    [TestCase("![i](data:im`a[x](https://evil.example),AAAA)", "i (`data:im%60a[x](https://evil.example)…`)")]
    [TestCase("[a\nb](data:x)", "\\[a\nb\\](data:x)")]
    [TestCase("[jump](#anchor) [rel](docs/x)", "jump rel (`docs/x`)")]
    [TestCase("- [ ] open\n- [x] done\n[ERROR] oops [1]", "- [ ] open\n- [x] done\n[ERROR] oops [1]")]
    [TestCase("[open https://evil.example", "\\[open `https://evil.example`")]
    public void Only_allowed_hosts_are_linked(string markdown, string expected) => Assert.That(Safe(markdown), Is.EqualTo(expected));

    [TestCase("```bash\nls\n", "```bash\nls\n```")]
    [TestCase("~~~\n```\n~~~\nx", "```\nZ```\n```\nx")]
    [TestCase("```python title=\"x\"\npass\n```", "```python\npass\n```")]
    [TestCase("1. Run:\n   ```sh\nls\n   ```\n2. Done", "1. Run:\n   ```sh\n   ls\n   ```\n2. Done")]
    [TestCase("text\n    ```\n    https://x.example\n    ```", "text\n```\nhttps://x.example\n```")]
    [TestCase("```python print(1)\npass\n```", "```python\nprint(1)\npass\n```")]
    [TestCase("So:\n\n    if a < b:\n        x\n\n    y\n\nand", "So:\n\n```\nif a < b:\n    x\n\ny\n```\n\nand")]
    [TestCase("text\n|a|b|\n|-|-|\n|1|2|\nmore", "text\n\n|a|b|\n|-|-|\n|1|2|\n\nmore")]
    [TestCase("```make\nall:\n\tcc\n```", "```make\nall:\n\tcc\n```")]
    [TestCase("3*4*5 \\- C:\\x &copy;", "3\\*4\\*5 \\- C:\\x &copy;")]
    [TestCase("~~~ ```\nx\n~~~", "```\nZ```\nx\n```")]
    [TestCase("> ```\n> ls\nafter", "> ```\n> ls\n> ```\nafter")]
    [TestCase("```markdown\n# T\n```sh\nls\n```\nend\n```\nafter", "````markdown\n# T\n```sh\nls\n```\nend\n````\nafter")]
    [TestCase("- ```sh\n  ls\n  ```", "- ```sh\n  ls\n  ```")]
    [TestCase("```inline``` text", "```inline``` text")]
    public void Blocks_of_code_are_put_in_order(string markdown, string expected) =>
        Assert.That(Safe(markdown).Replace(SafeOutput.ZeroWidthSpace, 'Z'), Is.EqualTo(expected));

    [TestCase("Plain prose flows", "Plain prose ")]
    [TestCase("**Bold", "**")]
    [TestCase("so <!chan", "so &lt;\u200b!")]
    [TestCase("so <https://evil", "so ")]
    [TestCase("so @chan", "so ")]
    [TestCase("see [the docs](https://evil", "see ")]
    [TestCase("see `kubectl get", "see ")]
    [TestCase("a 1 < 2 b", "a 1 &lt; 2 ")]
    [TestCase("text\n``", "text\n")]
    [TestCase("text\n```ba", "text\n")]
    [TestCase("```bash\nkubectl get po", "```bash\nkubectl get ")]
    [TestCase("[ERROR] oops now", "[ERROR] oops ")]
    [TestCase("| a | b", "| a | ")]
    [TestCase("# Head li", "# Head ")]
    [TestCase("- it", "- ")]
    public void What_is_final_is_shown_at_once(string soFar, string shown) => Assert.That(new SafeMarkdown(Hosts).Append(soFar), Is.EqualTo(shown));

    [Test]
    public void However_it_grows_the_whole_is_the_same() =>
        Prop.ForAll(MarkdownTexts.Any, Gen.Choose(1, 7).ToArbitrary(), (text, step) =>
        {
            var safe = new SafeMarkdown(Hosts);
            var grown = new StringBuilder();
            for (var i = 0; i < text.Length; i += step) grown.Append(safe.Append(text.Substring(i, Math.Min(step, text.Length - i))));
            grown.Append(safe.Complete());
            return (grown.ToString() == SafeMarkdown.Render(text, Hosts)).Label($"{grown}\n≠\n{SafeMarkdown.Render(text, Hosts)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private static string Safe(string markdown) => SafeMarkdown.Render(markdown, Hosts);
}

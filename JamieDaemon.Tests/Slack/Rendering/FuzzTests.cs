using System.Text;
using JamieDaemon.Sandbox.Slack.Blocks;
using JamieDaemon.Slack.Rendering;

namespace JamieDaemon.Tests.Slack.Rendering;

/// <summary>Samples torn, joined and spoilt at random: whatever a model writes, it neither fails nor harms.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Spoils =
    [
        "<!channel>", "<@U1>", "@here", "&lt;", "&#60;", "&#33;", "&#64;", "!", "<", ">", "`", "``", "```", "\n```\n", "~~~", "\n", "\n\n", "    ", "\t", "|", "\n|---|---|\n", "[", "](", ")", "]:",
        "[x](https://evil.example/?q=1)", "https://evil.example/?q=1", "<https://evil.example|x>", "\\", "**", "_", "> ", "- ", "1. ", "\u001b[", "\u200b", "\ud83d", "\r", "\0", "<br>", "# ", "https://grafana.example.com/",
    ];

    [Test]
    public void No_spoilt_sample_fails_pings_or_leaks([Range(0, 7)] int seed)
    {
        var random = new Random(seed);
        var samples = Sample.All.Where(sample => sample.Markdown.Length is > 0 and < 5000).Select(sample => sample.Markdown).ToArray();
        for (var i = 0; i < 300; i++)
        {
            var markdown = Spoil(samples[random.Next(samples.Length)], samples, random);
            try
            {
                Check(markdown, random);
            }
            catch (Exception failure) when (failure is not AssertionException)
            {
                Assert.Fail($"{failure}\n{markdown}");
            }
        }
    }

    private static void Check(string markdown, Random random)
    {
        var safe = SafeMarkdown.Render(markdown, Sample.Hosts);
        Assert.That(Harm.InMarkdown(safe), Is.Empty, markdown);
        Assert.That(Harm.InMrkdwn(MrkdwnRenderer.Render(markdown, Sample.Hosts)), Is.Empty, markdown);
        Assert.That(Grown(markdown, random), Is.EqualTo(safe), markdown);
        foreach (var part in MessageSplitter.Split(safe, new MessageLimits(random.Next(64, 2000))))
        {
            var blocks = AnswerBlocks.AsMarkdown(part.Text, Sample.Hosts);
            Assert.That(BlockRules.RefuseMessage(blocks), Is.Null, markdown);
            Assert.That(BlockRules.RefuseMessage(AnswerBlocks.AsSections(part.Text, Sample.Hosts)), Is.Null, markdown);
            foreach (var block in blocks.EnumerateArray()) Assert.That(Harm.InMarkdown(block.GetProperty("text").GetString()!), Is.Empty, markdown);
        }
    }

    private static string Grown(string markdown, Random random)
    {
        var safe = new SafeMarkdown(Sample.Hosts);
        var grown = new StringBuilder();
        for (var at = 0; at < markdown.Length;)
        {
            var length = Math.Min(random.Next(1, 12), markdown.Length - at);
            grown.Append(safe.Append(markdown.Substring(at, length)));
            at += length;
        }

        return grown.Append(safe.Complete()).ToString();
    }

    private static string Spoil(string markdown, string[] samples, Random random)
    {
        var text = new StringBuilder(markdown);
        for (var i = random.Next(1, 8); i > 0 && text.Length > 0; i--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at));
                    break;
                case 1:
                    var other = samples[random.Next(samples.Length)];
                    var from = random.Next(other.Length);
                    text.Insert(at, other.AsSpan(from, Math.Min(random.Next(1, 200), other.Length - from)));
                    break;
                default:
                    text.Insert(at, Spoils[random.Next(Spoils.Length)]);
                    break;
            }
        }

        return text.ToString();
    }
}

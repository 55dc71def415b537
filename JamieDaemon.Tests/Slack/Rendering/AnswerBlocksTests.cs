using System.Text.Json;
using System.Text.Json.Nodes;
using JamieDaemon.Sandbox.Slack.Blocks;
using JamieDaemon.Slack.Rendering;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Rendering;

public sealed class AnswerBlocksTests
{
    [Test]
    public void An_answer_is_one_markdown_block_and_what_follows() => Assert.That(
        AnswerBlocks.AsMarkdown("**Hi** <!channel>", LinkHosts.None, new JsonObject { ["type"] = "divider" }).GetRawText().Replace('\u200b', 'Z'),
        Is.EqualTo("""[{"type":"markdown","text":"**Hi** &lt;Z!channel>"},{"type":"divider"}]"""));

    [Test]
    public void Sections_look_for_no_links_and_hide_nothing() => Assert.That(
        AnswerBlocks.AsSections("**Hi**", LinkHosts.None).GetRawText(),
        Is.EqualTo("""[{"type":"section","text":{"type":"mrkdwn","text":"*Hi*","verbatim":true},"expand":true}]"""));

    [Test]
    public void Nothing_makes_no_block([Values("", " \n ")] string nothing) => Assert.Multiple(() =>
    {
        Assert.That(AnswerBlocks.AsMarkdown(nothing, LinkHosts.None).GetArrayLength(), Is.Zero);
        Assert.That(AnswerBlocks.AsSections(nothing, LinkHosts.None).GetArrayLength(), Is.Zero);
    });

    [Test]
    public void More_than_a_message_holds_is_refused() => Assert.Multiple(() =>
    {
        Assert.That(() => AnswerBlocks.AsMarkdown(new string('x', 12_001), LinkHosts.None), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => AnswerBlocks.AsSections(new string('x', 150_001), LinkHosts.None), Throws.TypeOf<ArgumentOutOfRangeException>());
    });

    [Test]
    public void As_documented_a_section_holds_3000_characters([Values("&", "x ", "| a | b |\n|-|-|\n| 1 | 2 |\n", "表")] string text)
    {
        var blocks = AnswerBlocks.AsSections(string.Concat(Enumerable.Repeat(text, 9000 / text.Length)), LinkHosts.None);
        Assert.That(BlockRules.RefuseMessage(blocks), Is.Null);
    }

    [Test]
    public void All_blocks_of_the_samples_keep_Slacks_sizes()
    {
        foreach (var (name, blocks) in Sample.All.SelectMany(sample => sample.Messages()))
            Assert.That(BlockRules.RefuseMessage(blocks), Is.Null, name);
    }

    [Test]
    public async Task Slacks_own_types_refuse_a_wrong_block([Values(
        """[{"type":"markdwn","text":"x"}]""", """[{"type":"markdown"}]""", """[{"type":"section","text":{"type":"mrkdwn","txt":"x"}}]""",
        """[{"type":"actions","elements":[{"type":"button","text":"x"}]}]""")] string wrong)
    {
        var (exitCode, output) = await SlackTypes.CheckAsync("KnownBlock[]", [("wrong", JsonElement.Parse(wrong))]);
        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(output, Does.Contain("error TS"));
    }
}

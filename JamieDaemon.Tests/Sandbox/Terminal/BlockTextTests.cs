using System.Text.Json;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Slack.Bots;
using JamieDaemon.Sandbox.Terminal;

namespace JamieDaemon.Tests.Sandbox.Terminal;

public sealed class BlockTextTests
{
    [TestCase("""[{"type":"header","text":{"type":"plain_text","text":"Jamie"}}]""", "*Jamie*")]
    [TestCase("""[{"type":"markdown","text":"a **b**"}]""", "a *b*")]
    [TestCase("""[{"type":"section","text":{"type":"mrkdwn","text":"a"},"fields":[{"type":"mrkdwn","text":"b"}]}]""", "a\nb")]
    [TestCase("""[{"type":"context","elements":[{"type":"mrkdwn","text":"a"},{"type":"mrkdwn","text":"b"}]}]""", "_a  b_")]
    [TestCase("""[{"type":"divider"},{"type":"image","image_url":"https://x.example/a.png","alt_text":"a graph"}]""", "🖼 a graph")]
    [TestCase(
        """[{"type":"table","rows":[[{"type":"raw_text","text":"a"},{"type":"raw_text","text":"b"}],[{"type":"raw_text","text":"c"}]]}]""",
        "a │ b\nc")]
    [TestCase(
        """[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"see "},{"type":"link","url":"u"}]}]}]""",
        "see u")]
    public void The_words_of_blocks_are_shown(string blocks, string words)
    {
        using var parsed = JsonDocument.Parse(blocks);
        Assert.That(BlockText.OfBlocks(parsed.RootElement), Is.EqualTo(words));
    }

    [Test]
    public void Blocks_take_the_place_of_the_text_and_attachments_stand_below()
    {
        var message = new SlackMessage { Channel = "C1", Text = "fallback", Attachments = AlertPosts.Alertmanager.Attachments };
        Assert.That(BlockText.Of(message), Does.StartWith("fallback\n*[FIRING:1] KubePodCrashLooping"));
        Assert.That(BlockText.Of(message), Does.EndWith("severity: critical\nnamespace: payments"));
        using var blocks = JsonDocument.Parse("""[{"type":"markdown","text":"shown"}]""");
        Assert.That(BlockText.Of(message with { Blocks = blocks.RootElement.Clone() }), Does.StartWith("shown\n*[FIRING"));
    }
}

using System.Text.Json;
using JamieDaemon.Sandbox.Slack.WebApi;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class BlockRulesTests
{
    private const string Section = """[{"type":"section","text":{"type":"mrkdwn","text":"%"}}]""";
    private const string Header = """[{"type":"header","text":{"type":"plain_text","text":"%"}}]""";
    private const string Markdown = """[{"type":"markdown","text":"a"},{"type":"markdown","text":"%"}]""";
    private const string Label =
        """[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"%"}}]}]""";
    private const string Value =
        """[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"a"},"value":"%"}]}]""";

    [TestCase(Section, 3000, "/blocks/0/text/text")]
    [TestCase(Header, 150, "/blocks/0/text/text")]
    [TestCase(Markdown, 11_999, "/blocks/1/text")]
    [TestCase(Label, 75, "/blocks/0/elements/0/text/text")]
    [TestCase(Value, 2000, "/blocks/0/elements/0/value")]
    public void Each_text_has_its_longest_length(string blocks, int longest, string place)
    {
        Assert.That(Check(blocks.Replace("%", new string('a', longest))), Is.Null);
        Assert.That(Check(blocks.Replace("%", new string('a', longest + 1))), Does.EndWith($"[json-pointer:{place}]"));
    }

    [TestCase("""[{"type":"marquee"}]""", "unsupported type: marquee")]
    [TestCase("""[{"text":"no type"}]""", "unsupported type")]
    [TestCase("""[17]""", "unsupported type")]
    [TestCase("""{"type":"divider"}""", "must be an array")]
    [TestCase("""[{"type":"actions"}]""", "missing required field: elements")]
    [TestCase("""[{"type":"section","text":"bare"}]""", "must be more than 0 characters")]
    [TestCase("""[{"type":"section"}]""", "missing required field: text")]
    [TestCase("""[{"type":"section","text":{"type":"mrkdwn","text":""}}]""", "must be more than 0 characters")]
    [TestCase("""[{"type":"divider","block_id":"b"},{"type":"divider","block_id":"b"}]""", "`block_id` already exists")]
    [TestCase("""[{"type":"context","elements":[1,2,3,4,5,6,7,8,9,10,11]}]""", "no more than 10 items")]
    public void What_is_wrong_is_said(string blocks, string problem) => Assert.That(Check(blocks), Does.Contain(problem));

    private static string? Check(string blocks)
    {
        using var parsed = JsonDocument.Parse(blocks);
        return BlockRules.Check(parsed.RootElement, BlockRules.MaxInMessage);
    }
}

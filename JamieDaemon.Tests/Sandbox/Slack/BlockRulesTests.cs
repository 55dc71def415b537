using System.Text.Json;
using JamieDaemon.Sandbox.Slack.Blocks;
using JamieDaemon.Sandbox.Slack.WebApi;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class BlockRulesTests
{
    private const string Section = """[{"type":"section","text":{"type":"mrkdwn","text":"%"}}]""";
    private const string Field = """[{"type":"section","fields":[{"type":"mrkdwn","text":"%"}]}]""";
    private const string Header = """[{"type":"header","text":{"type":"plain_text","text":"%"}}]""";
    private const string Id = """[{"type":"divider","block_id":"%"}]""";
    private const string Alt = """[{"type":"image","image_url":"https://x.example/a.png","alt_text":"%"}]""";
    private const string Label =
        """[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"%"}}]}]""";
    private const string Value =
        """[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"a"},"value":"%"}]}]""";
    private const string Action =
        """[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"a"},"action_id":"%"}]}]""";
    private const string Option =
        """
        [{"type":"section","text":{"type":"mrkdwn","text":"a"},"accessory":
          {"type":"static_select","options":[{"text":{"type":"plain_text","text":"a"},"value":"%"}]}}]
        """;
    private const string Feedback =
        """
        [{"type":"context_actions","elements":[{"type":"feedback_buttons",
          "positive_button":{"text":{"type":"plain_text","text":"a"},"value":"%"},
          "negative_button":{"text":{"type":"plain_text","text":"a"},"value":"b"}}]}]
        """;
    private const string Input =
        """[{"type":"input","label":{"type":"plain_text","text":"%"},"element":{"type":"plain_text_input"}}]""";

    [TestCase(Section, 3000, "/blocks/0/text/text")]
    [TestCase(Field, 2000, "/blocks/0/fields/0/text")]
    [TestCase(Header, 150, "/blocks/0/text/text")]
    [TestCase(Id, 255, "/blocks/0/block_id")]
    [TestCase(Alt, 2000, "/blocks/0/alt_text")]
    [TestCase(Label, 75, "/blocks/0/elements/0/text/text")]
    [TestCase(Value, 2000, "/blocks/0/elements/0/value")]
    [TestCase(Action, 255, "/blocks/0/elements/0/action_id")]
    [TestCase(Option, 150, "/blocks/0/accessory/options/0/value")]
    [TestCase(Feedback, 2000, "/blocks/0/elements/0/positive_button/value")]
    [TestCase(Input, 2000, "/blocks/0/label/text")]
    public void Each_text_has_its_longest_length(string blocks, int longest, string place)
    {
        Assert.That(Refuse(blocks.Replace("%", new string('a', longest))), Is.Null);
        var refusal = Refuse(blocks.Replace("%", new string('a', longest + 1)))!;
        Assert.That(refusal.Code, Is.EqualTo("invalid_blocks"));
        Assert.That(refusal.Messages.Single(), Is.EqualTo($"[ERROR] must be less than {longest + 1} characters [json-pointer:{place}]"));
    }

    [TestCase("""[{"type":"marquee"}]""", "unsupported type: marquee")]
    [TestCase("""[{"text":"no type"}]""", "unsupported type")]
    [TestCase("""[17]""", "unsupported type")]
    [TestCase("""{"type":"divider"}""", "must be an array")]
    [TestCase("""[{"type":"actions"}]""", "missing required field: elements")]
    [TestCase("""[{"type":"actions","elements":[]}]""", "no fewer than 1 items")]
    [TestCase("""[{"type":"actions","elements":[{"type":"marquee"}]}]""", "unsupported type: marquee")]
    [TestCase("""[{"type":"actions","elements":[{"type":"button"}]}]""", "missing required field: text")]
    [TestCase(
        """[{"type":"actions","elements":[{"type":"button","text":{"type":"mrkdwn","text":"a"}}]}]""", "unsupported type: mrkdwn")]
    [TestCase(
        """[{"type":"actions","elements":[{"type":"button","style":"loud","text":{"type":"plain_text","text":"a"}}]}]""",
        "must be one of primary, danger")]
    [TestCase(
        """
        [{"type":"actions","elements":[
          {"type":"button","action_id":"a","text":{"type":"plain_text","text":"a"}},
          {"type":"button","action_id":"a","text":{"type":"plain_text","text":"b"}}]}]
        """,
        "`action_id` already exists: a")]
    [TestCase("""[{"type":"section","text":"bare"}]""", "unsupported type")]
    [TestCase("""[{"type":"section"}]""", "missing required field: text")]
    [TestCase("""[{"type":"section","text":{"type":"mrkdwn","text":""}}]""", "must be more than 0 characters")]
    [TestCase("""[{"type":"section","text":{"type":"mrkdwn","text":"a"},"accessory":{"type":"marquee"}}]""", "/blocks/0/accessory/type")]
    [TestCase("""[{"type":"divider","block_id":"b"},{"type":"divider","block_id":"b"}]""", "`block_id` already exists")]
    [TestCase("""[{"type":"context","elements":[1,2,3,4,5,6,7,8,9,10,11]}]""", "no more than 10 items")]
    [TestCase("""[{"type":"context","elements":[{"type":"button"}]}]""", "unsupported type: button")]
    [TestCase("""[{"type":"context_actions","elements":[{"type":"button"}]}]""", "unsupported type: button")]
    [TestCase("""[{"type":"context_actions","elements":[1,2,3,4,5,6]}]""", "no more than 5 items")]
    [TestCase("""[{"type":"context_actions","elements":[{"type":"feedback_buttons"}]}]""", "missing required field: positive_button")]
    [TestCase("""[{"type":"context_actions","elements":[{"type":"icon_button"}]}]""", "missing required field: icon")]
    [TestCase("""[{"type":"image","alt_text":"a"}]""", "missing required field: image_url")]
    [TestCase("""[{"type":"image","image_url":"https://x.example/a.png"}]""", "missing required field: alt_text")]
    [TestCase("""[{"type":"header","text":{"type":"mrkdwn","text":"a"}}]""", "unsupported type: mrkdwn")]
    [TestCase("""[{"type":"markdown"}]""", "missing required field: text")]
    [TestCase("""[{"type":"input","label":{"type":"plain_text","text":"a"}}]""", "missing required field: element")]
    [TestCase("""[{"type":"rich_text"}]""", "missing required field: elements")]
    [TestCase("""[{"type":"rich_text","elements":[{"type":"text","text":"a"}]}]""", "unsupported type: text")]
    [TestCase("""[{"type":"rich_text","elements":[{"type":"rich_text_list","elements":[]}]}]""", "missing required field: style")]
    [TestCase("""[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"link"}]}]}]""", "required field: url")]
    [TestCase("""[{"type":"table"}]""", "missing required field: rows")]
    [TestCase("""[{"type":"table","rows":[["a"]]}]""", "unsupported type")]
    [TestCase("""[{"type":"table","rows":[[{"type":"raw_text"}]]}]""", "missing required field: text")]
    [TestCase("""[{"type":"table","rows":[[{"type":"raw_text","text":"a"}]],"column_settings":[{"align":"up"}]}]""", "left, center, right")]
    [TestCase(
        """
        [{"type":"actions","elements":[{"type":"static_select","initial_option":{"text":{"type":"plain_text","text":"b"},"value":"b"},
          "options":[{"text":{"type":"plain_text","text":"a"},"value":"a"}]}]}]
        """,
        "must be one of the options")]
    public void What_is_wrong_is_said(string blocks, string problem)
    {
        var refusal = Refuse(blocks)!;
        Assert.That(refusal.Code, Is.EqualTo("invalid_blocks"));
        Assert.That(refusal.Messages.Single(), Does.Contain(problem));
    }

    [Test]
    public void What_Slacks_pages_show_is_taken()
    {
        const string blocks =
            """
            [{"type":"markdown","text":"**bold**"},
             {"type":"table","column_settings":[{"is_wrapped":true},{"align":"right"}],
              "rows":[[{"type":"raw_text","text":"Pod"},{"type":"raw_text","text":"Restarts"}],
                      [{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[
                         {"type":"link","url":"https://x.example","text":"checkout"}]}]},{"type":"raw_text","text":"6"}]]},
             {"type":"rich_text","elements":[
               {"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a"}]}]},
               {"type":"rich_text_preformatted","elements":[{"type":"text","text":"kubectl"}]}]},
             {"type":"context_actions","elements":[
               {"type":"feedback_buttons","action_id":"f",
                "positive_button":{"text":{"type":"plain_text","text":"👍"},"value":"positive_feedback"},
                "negative_button":{"text":{"type":"plain_text","text":"👎"},"value":"negative_feedback"}},
               {"type":"icon_button","icon":"trash","text":{"type":"plain_text","text":"Delete"},"action_id":"d","value":"delete_item"}]},
             {"type":"context","elements":[{"type":"mrkdwn","text":"q1"},
               {"type":"image","image_url":"https://x.example/a.png","alt_text":"a"}]}]
            """;
        Assert.That(Refuse(blocks), Is.Null);
    }

    [TestCase(12_000, null)]
    [TestCase(12_001, "msg_too_long")]
    public void Markdown_blocks_have_12000_characters_together(int length, string? code)
    {
        var blocks = $$"""[{"type":"markdown","text":"a"},{"type":"markdown","text":"{{new string('a', length - 1)}}"}]""";
        Assert.That(Refuse(blocks)?.Code, Is.EqualTo(code));
    }

    [TestCase(1_200, null)]
    [TestCase(1_201, "msg_blocks_too_long")]
    public void As_reported_what_stands_beside_markdown_counts_too(int beside, string? code)
    {
        var text = $$$"""{"type":"section","text":{"type":"mrkdwn","text":"{{{new string('a', beside)}}}"}}""";
        Assert.That(Refuse($$"""[{"type":"markdown","text":"{{new string('a', 12_000)}}"},{{text}}]""")?.Code, Is.EqualTo(code));
        Assert.That(Refuse($"[{string.Join(',', Enumerable.Repeat(text, 20))}]"), Is.Null, "without markdown there is no such limit");
    }

    [Test]
    public void A_message_has_one_table()
    {
        const string table = """{"type":"table","rows":[[{"type":"raw_text","text":"a"}]]}""";
        Assert.That(Refuse($"[{table}]"), Is.Null);
        Assert.That(Refuse($"[{table},{table}]")!.Messages, Is.EqualTo(new[] { "only_one_table_allowed" }));
    }

    [TestCase(100, 20, null)]
    [TestCase(101, 20, "no more than 100 items")]
    [TestCase(100, 21, "no more than 20 items")]
    public void A_table_has_100_rows_of_20_cells(int rows, int cells, string? problem)
    {
        var row = $"[{string.Join(',', Enumerable.Repeat("""{"type":"raw_text","text":"a"}""", cells))}]";
        var refusal = Refuse($$"""[{"type":"table","rows":[{{string.Join(',', Enumerable.Repeat(row, rows))}}]}]""");
        Assert.That(refusal?.Messages.Single(), problem is null ? Is.Null : Does.Contain(problem));
    }

    [Test]
    public void A_message_has_50_blocks_and_a_view_100()
    {
        static string Dividers(int count) => $"[{string.Join(',', Enumerable.Repeat("""{"type":"divider"}""", count))}]";
        Assert.That(Refuse(Dividers(50)), Is.Null);
        Assert.That(Refuse(Dividers(51))!.Messages.Single(), Does.Contain("no more than 50 items"));
        Assert.That(RefuseView(Dividers(100)), Is.Null);
        Assert.That(RefuseView(Dividers(101))!.Messages.Single(), Does.Contain("no more than 100 items"));
    }

    [TestCase("""[{"type":"markdown","text":"a"}]""")]
    [TestCase("""[{"type":"table","rows":[[{"type":"raw_text","text":"a"}]]}]""")]
    public void Some_blocks_are_for_messages_alone(string blocks)
    {
        Assert.That(Refuse(blocks), Is.Null);
        var refusal = RefuseView(blocks)!;
        Assert.That(refusal.Code, Is.EqualTo("invalid_arguments"));
        Assert.That(refusal.Messages.Single(), Does.Contain("unsupported type").And.Contain("/view/blocks/0/type"));
    }

    [TestCase("""{"type":"modal","blocks":[]}""", "missing required field: title")]
    [TestCase("""{"type":"modal","title":{"type":"plain_text","text":"A title of 25 characters."},"blocks":[]}""", "less than 25 characters")]
    [TestCase("""{"type":"modal","title":{"type":"plain_text","text":"a"},"blocks":[{"type":"input"}]}""", "missing required field: submit")]
    [TestCase("""{"type":"home","private_metadata":17,"blocks":[]}""", "must be a string")]
    public void A_view_has_rules_of_its_own(string view, string problem)
    {
        using var parsed = JsonDocument.Parse(view);
        Assert.That(ViewRules.Refuse(parsed.RootElement)!.Messages.Single(), Does.Contain(problem));
    }

    private static ApiError? Refuse(string blocks) => With(blocks, BlockRules.RefuseMessage);

    private static ApiError? RefuseView(string blocks) => With(blocks, BlockRules.RefuseView);

    private static ApiError? With(string blocks, Func<JsonElement, ApiError?> refuse)
    {
        using var parsed = JsonDocument.Parse(blocks);
        return refuse(parsed.RootElement);
    }
}

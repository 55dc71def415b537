using System.Text.Json;
using JamieDaemon.Sandbox.Slack.Blocks;
using JamieDaemon.Slack.Home;
using JamieDaemon.Slack.Interactions;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Home;

public sealed class HomeViewTests
{
    private static readonly HomeFacts Facts = new()
    {
        User = "U1",
        Command = "/ask-jamie",
        Examples = ["What does <exit 137> mean?"],
        Status = new JamieStatus(Sockets: 2, "bruno-sre", IsReady: true, Waiting: 3, Turn: TimeSpan.FromSeconds(41.2)),
        Version = "1.2.3",
        At = DateTimeOffset.UnixEpoch.AddHours(1),
        Models = ["bruno-sre:latest", "llava:7b"],
    };

    private static readonly HomeFacts Worst = Facts with
    {
        Examples = [.. Enumerable.Repeat(new string('<', 1000), 4)],
        Status = Facts.Status with { Model = new string('&', 200) },
        Models = [.. Enumerable.Range(0, 300).Select(i => $"{i}{new string('m', 140)}")],
        Chosen = "gone",
        Questions = [.. Enumerable.Repeat(new HomeQuestion(new string('&', 100), $"https://t.slack.com/{new string('p', 200)}"), 5)],
    };

    [Test]
    public void It_says_how_to_ask_how_things_stand_and_who_the_reader_is()
    {
        var text = Text(Facts);
        Assert.That(text, Does.Contain("`/ask-jamie <your question>`").And.Contain("What does &lt;exit 137&gt; mean?"));
        Assert.That(text, Does.Contain("2 of my websockets").And.Contain("`bruno-sre`").And.Contain("3 questions wait").And.Contain("in about 42 s"));
        Assert.That(text, Does.Contain("Version 1.2.3").And.Contain("<!date^3600^").And.Contain("`U1`").And.Contain("None since I was last started"));
    }

    [Test]
    public void Whoever_may_not_ask_is_told_so_and_sees_nothing_else()
    {
        var text = Text(Facts with { Refusal = "Sorry, guests <…> may not ask me." });
        Assert.That(text, Does.Contain("guests &lt;…&gt; may not").And.Not.Contain("bruno").And.Not.Contain("/ask-jamie").And.Not.Contain("Version"));
    }

    [Test]
    public void The_menu_offers_the_channels_default_and_every_model_and_shows_what_was_chosen()
    {
        Assert.That((Options(Facts), Initial(Facts)), Is.EqualTo((new[] { "-", "bruno-sre:latest", "llava:7b" }, "-")));
        var chosen = Facts with { Chosen = "llava:7b" };
        Assert.That((Options(chosen), Initial(chosen)), Is.EqualTo((new[] { "-", "llava:7b", "bruno-sre:latest" }, "llava:7b")));
    }

    [Test]
    public void A_chosen_model_that_is_gone_is_named_and_the_default_is_shown()
    {
        var gone = Facts with { Chosen = "gone:1b" };
        Assert.That(Text(gone), Does.Contain("`gone:1b`, which you have chosen, is no longer on my server"));
        Assert.That(Initial(gone), Is.EqualTo("-"));
    }

    [Test]
    public void While_nothing_is_known_of_the_server_there_is_no_menu() =>
        Assert.That(Text(Facts with { Models = [], Chosen = "llava:7b" }), Does.Contain("do not know the models").And.Not.Contain("static_select"));

    [Test]
    public void Of_too_many_models_the_chosen_one_is_there()
    {
        var many = Facts with { Models = [.. Enumerable.Range(0, 300).Select(i => $"model-{i}:1b")], Chosen = "model-299:1b" };
        Assert.That((Options(many).Length, Initial(many)), Is.EqualTo((100, "model-299:1b")));
    }

    [Test]
    public void A_long_name_keeps_its_beginning_and_its_end_and_one_too_long_for_Slack_is_left_out()
    {
        var menu = Menu(Facts with { Models = [$"registry.example/{new string('x', 80)}:70b", new string('y', 151)] });
        var shown = menu.GetProperty("options")[1].GetProperty("text").GetProperty("text").GetString();
        Assert.That(shown, Does.StartWith("registry.example/").And.EndsWith("x:70b").And.Length.EqualTo(75));
        Assert.That(menu.GetProperty("options").GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public void A_question_leads_to_where_it_stands_and_can_neither_link_nor_ping() => Assert.That(
        Text(Facts with { Questions = [new("<!channel> & <https://evil|x>", "https://t.slack.com/archives/C1/p1?thread_ts=1&cid=C1"), new("a command", null)] }),
        Does.Contain("<https://t.slack.com/archives/C1/p1?thread_ts=1&amp;cid=C1|&lt;!channel&gt; &amp; &lt;https://evil|x&gt;>").And.Contain("• a command"));

    [Test]
    public void Slack_takes_it_however_long_everything_is()
    {
        foreach (var facts in new[] { Facts, Worst, Facts with { Refusal = "no" }, Facts with { Models = [] } })
            Assert.That(BlockRules.RefuseView(View(facts).GetProperty("blocks")), Is.Null);
    }

    [Test]
    public Task Slacks_own_types_take_it() => SlackTypes.ApproveAsync(
        "HomeView", [("as it is", View(Facts)), ("with everything", View(Worst)), ("closed", View(Facts with { Refusal = "no" })), ("without models", View(Facts with { Models = [] }))]);

    private static JsonElement View(HomeFacts facts) => JsonSerializer.SerializeToElement(HomeView.Build(facts));

    /// <summary>All that is shown, without JSON's escapes.</summary>
    private static string Text(HomeFacts facts) => string.Join('\n', Strings(View(facts)));

    private static IEnumerable<string> Strings(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(field => Strings(field.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [json.GetString()!],
        _ => [],
    };

    private static JsonElement Menu(HomeFacts facts) => View(facts).GetProperty("blocks").EnumerateArray()
        .First(block => block.TryGetProperty("accessory", out _)).GetProperty("accessory");

    private static string?[] Options(HomeFacts facts) =>
        [.. Menu(facts).GetProperty("options").EnumerateArray().Select(option => option.GetProperty("value").GetString())];

    private static string? Initial(HomeFacts facts) => Menu(facts).GetProperty("initial_option").GetProperty("value").GetString();
}

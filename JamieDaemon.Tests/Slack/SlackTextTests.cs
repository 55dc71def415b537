using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack;

public sealed class SlackTextTests
{
    [TestCase("<@U1> hi", "U1", ExpectedResult = " hi")]
    [TestCase("<@U1|jamie> hi", "U1", ExpectedResult = " hi")]
    [TestCase("so <@U1>, <@U1>?", "U1", ExpectedResult = "so , ?")]
    [TestCase("<@U12> hi", "U1", ExpectedResult = "<@U12> hi")]
    [TestCase("<@U12> and <@U1>", "U1", ExpectedResult = "<@U12> and ")]
    [TestCase("<@U1 never closed", "U1", ExpectedResult = "<@U1 never closed")]
    [TestCase("<@U9> hi <@U1>", null, ExpectedResult = " hi <@U1>")]
    public string A_mention_is_taken_out(string text, string? user) => SlackText.WithoutMention(text, user);

    [Test]
    public void A_text_of_mentions_only_is_read_in_one_go()
    {
        // 40,000 characters are the most that Slack lets anybody write.
        var many = string.Concat(Enumerable.Range(0, 200_000).Select(number => $"<@U1|{number}>"));
        var start = TimeProvider.System.GetTimestamp();
        Assert.That(SlackText.WithoutMention(many, "U1"), Is.Empty);
        Assert.That(SlackText.WithoutMention(string.Concat(Enumerable.Repeat("<@U1|", 200_000)), "U1"), Has.Length.EqualTo(1_000_000));
        Assert.That(TimeProvider.System.GetElapsedTime(start), Is.LessThan(Limits.AtOnce));
    }

    [TestCase("&lt;b&gt; &amp;lt;", ExpectedResult = "<b> &lt;")]
    [TestCase("<https://a.example/x|the docs> and <https://b.example>", ExpectedResult = "the docs (https://a.example/x) and https://b.example")]
    [TestCase("<@U2> in <#C1|general> <!here>", ExpectedResult = "@U2 in #general @here")]
    [TestCase("<mailto:a@b.example|a@b.example>", ExpectedResult = "a@b.example (mailto:a@b.example)")]
    [TestCase("a < b and c > d", ExpectedResult = "a < b and c > d")]
    public string Plain_text_is_what_a_person_sees(string slack) => SlackText.ToPlain(slack);

    [Test]
    public void Whoever_is_known_is_shown_by_name() =>
        Assert.That(
            SlackText.ToPlain("<@U2>, <@U3>, <@U2|ada>, <!subteam^S1> and <!subteam^S9> in <#C1|> <!date^1^{date}|today>", id => id is "U3" or "U9" ? null : $"name of {id}"),
            Is.EqualTo("@name of U2, @U3, @ada, @name of S1 and @name of S9 in #name of C1 today"));

    [Test]
    public void Escaped_text_reads_as_it_was_and_holds_nothing_that_Slack_would_act_on() =>
        Prop.ForAll<NonNull<string>>(text =>
        {
            var escaped = SlackText.Escape(text.Get);
            return SlackText.ToPlain(escaped) == text.Get.Trim() && !escaped.Contains('<', StringComparison.Ordinal) && !escaped.Contains('>', StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void No_answer_can_ping_a_channel() =>
        Assert.That(SlackText.Escape("<!channel> <!subteam^S1> <@U1>"), Is.EqualTo("&lt;!channel&gt; &lt;!subteam^S1&gt; &lt;@U1&gt;"));

    [TestCase("1610241741.000200", ExpectedResult = 1_610_241_741_000L)]
    [TestCase("1610241741.999999", ExpectedResult = 1_610_241_741_999L)]
    [TestCase("", ExpectedResult = 0L)]
    [TestCase("soon", ExpectedResult = 0L)]
    [TestCase("99999999999999", ExpectedResult = 0L)]
    [TestCase("-5", ExpectedResult = 0L)]
    public long A_ts_is_a_time(string ts) => SlackTs.ToTime(ts).ToUnixTimeMilliseconds();
}

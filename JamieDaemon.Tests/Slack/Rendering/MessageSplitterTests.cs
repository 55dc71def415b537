using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Rendering;

namespace JamieDaemon.Tests.Slack.Rendering;

public sealed class MessageSplitterTests
{
    private static readonly MessageLimits Small = new(MessageLimits.Least);
    private static readonly string Words = "One two three four five six. ";

    [Test]
    public void A_short_text_is_one_part() => Assert.That(Texts("short", Small), Is.EqualTo(new[] { "short" }));

    [Test]
    public void An_empty_text_is_one_empty_part() => Assert.That(Texts("", Small), Is.EqualTo(new[] { "" }));

    [Test]
    public void Blocks_are_kept_whole() => Assert.That(
        Texts($"{Words}\n{Words}\n\nNext block begins here.\n", Small)[0], Is.EqualTo($"{Words}\n{Words}\n\n"));

    [Test]
    public void A_long_line_is_cut_between_sentences() => Assert.That(
        Texts(Words + Words + "and then some more words", Small)[0], Is.EqualTo(Words + Words));

    [Test]
    public void A_heading_stays_with_its_text() => Assert.That(
        Texts($"{Words}\n\nA bit.\n\n# Heading\n\n{Words}{Words}", Small)[0], Is.EqualTo($"{Words}\n\nA bit.\n\n"));

    [Test]
    public void A_list_is_cut_between_its_items() => Assert.That(
        Texts($"- item one is this long\n- item two\n  goes on in this line\n- item three goes on for long\n", Small)[0],
        Is.EqualTo("- item one is this long\n- item two\n  goes on in this line\n"));

    [Test]
    public void Code_is_closed_and_opened_again_with_its_language()
    {
        var parts = MessageSplitter.Split("```bash\nkubectl get pods --all\nkubectl get nodes -o wide\nkubectl top pods\n```\n", Small);
        Assert.That(parts.Select(part => part.Text), Is.EqualTo(new[]
        {
            "```bash\nkubectl get pods --all\nkubectl get nodes -o wide\n```", "```bash\nkubectl top pods\n```\n",
        }));
    }

    [Test]
    public void Code_deep_in_a_list_goes_on_in_a_list()
    {
        var parts = MessageSplitter.Split("1. a\n   - b\n     ```sh\n     echo aaaaaaaaaaaaaaa\n     echo bbbbbbbbbbb\n     echo ccccc\n     ```\n", Small);
        Assert.That(parts[1].Text, Is.EqualTo("-    ```sh\n     echo bbbbbbbbbbb\n     echo ccccc\n     ```\n"));
    }

    [Test]
    public void A_table_repeats_its_header()
    {
        var parts = MessageSplitter.Split("|a|b|\n|-|-|\n| one one one | two two |\n| three three | four four |\n| five five | six six |\n", Small);
        Assert.That(parts.Select(part => part.Text), Is.EqualTo(new[]
        {
            "|a|b|\n|-|-|\n| one one one | two two |\n", "|a|b|\n|-|-|\n| three three | four four |\n| five five | six six |\n",
        }));
    }

    [Test]
    public void Code_and_links_within_a_line_are_kept_whole() => Assert.That(
        Texts("One two three four five six seven `kubectl get pods -n kube-system -o wide` and more", Small)[0], Is.EqualTo("One two three four five six seven "));

    [Test]
    public void Code_in_a_line_that_is_too_long_is_closed_and_opened_again() => Assert.That(
        Texts($"Run `curl {new string('x', 80)}` now", Small),
        Is.EqualTo(new[] { $"Run `curl {new string('x', 53)}`", $"`{new string('x', 27)}` now" }));

    [Test]
    public void Bytes_count_too() => Assert.That(Texts(new string('表', 100), new MessageLimits(1000, 90))[0], Has.Length.EqualTo(30));

    [Test]
    public void No_character_of_several_parts_is_torn()
    {
        var families = string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 20));
        Assert.That(Texts(families, Small).Select(part => part.Length % "👨‍👩‍👧‍👦".Length), Is.All.Zero);
    }

    [Test]
    public void What_a_stream_has_shown_is_not_cut_off_again()
    {
        var text = $"{Words}Seven.\n\n{new string('x', 20)} {Words}{Words}";
        Assert.Multiple(() =>
        {
            Assert.That(MessageSplitter.Next(text, null, Small).Body, Is.EqualTo($"{Words}Seven.\n\n"));
            Assert.That(MessageSplitter.Next(text, null, Small, shown: 50).Body, Has.Length.GreaterThanOrEqualTo(50));
        });
    }

    [Test]
    public void One_line_of_40_kB_is_cut_too()
    {
        var parts = MessageSplitter.Split(new string('x', 40_000), new MessageLimits(12_000, 9_000));
        Assert.That(parts.Select(part => part.Body.Length), Is.EqualTo(new[] { 9000, 9000, 9000, 9000, 4000 }));
    }

    [Test]
    public void Joined_without_their_markers_the_parts_are_the_text_and_each_fits() =>
        Prop.ForAll(MarkdownTexts.Any, Limits, (text, limits) =>
        {
            var parts = MessageSplitter.Split(text, limits);
            return (string.Concat(parts.Select(part => part.Body)) == text).Label("joined")
                .And(parts.All(part => part.Text == part.Opening + part.Body + part.Closing).Label("marked"))
                .And(parts.All(part => Fits(part.Text, limits)).Label("fits"))
                .And(parts.All(part => part.Body.Length > 0 || text.Length == 0).Label("empty"))
                .And(parts.All(part => part.End == 0 || part.End == text.Length || IsWhole(text, part.End)).Label("torn"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Test]
    public void A_text_that_grows_keeps_all_parts_but_the_last() =>
        Prop.ForAll(MarkdownTexts.Any, MarkdownTexts.Any, (text, more) =>
        {
            var before = MessageSplitter.Split(text, Small);
            var after = MessageSplitter.Split(text + more, Small);
            return before.Take(before.Count - 1).Select(part => part.Text).SequenceEqual(after.Take(before.Count - 1).Select(part => part.Text));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static Arbitrary<MessageLimits> Limits =>
        Gen.Choose(64, 300).SelectMany(characters => Gen.Choose(64, 600).SelectMany(
            bytes => Gen.Elements(true, false).Select(escaped => new MessageLimits(characters, bytes, escaped)))).ToArbitrary();

    private static bool Fits(string text, MessageLimits limits)
    {
        var sent = limits.Escaped ? SlackText.Escape(text) : text;
        return sent.Length <= limits.Characters && Encoding.UTF8.GetByteCount(sent) <= limits.Bytes;
    }

    /// <summary>Between two characters as a person counts them; but one may be longer than a message.</summary>
    private static bool IsWhole(string text, int at) =>
        !(char.IsHighSurrogate(text[at - 1]) && char.IsLowSurrogate(text[at]))
        && (StringInfo.ParseCombiningCharacters(text).Contains(at) || StringInfo.GetNextTextElementLength(text, at - 1) > MessageLimits.Least / 2);

    private static string[] Texts(string text, MessageLimits limits) => [.. MessageSplitter.Split(text, limits).Select(part => part.Text)];
}

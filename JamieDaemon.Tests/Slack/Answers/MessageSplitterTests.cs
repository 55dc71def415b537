using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Answers;

namespace JamieDaemon.Tests.Slack.Answers;

public sealed class MessageSplitterTests
{
    [TestCase("short", 10, ExpectedResult = new[] { "short" })]
    [TestCase("", 10, ExpectedResult = new[] { "" })]
    [TestCase("one two three", 10, ExpectedResult = new[] { "one two ", "three" })]
    [TestCase("aaaaaa\n\nbb\ncc", 11, ExpectedResult = new[] { "aaaaaa\n\n", "bb\ncc" })]
    [TestCase("nospacesatall", 5, ExpectedResult = new[] { "nospa", "cesat", "all" })]
    [TestCase("a<b<c", 6, ExpectedResult = new[] { "a<b", "<c" })]
    [TestCase("12😀4", 3, ExpectedResult = new[] { "12", "😀4" })]
    public string[] A_text_is_cut_where_it_hurts_least(string text, int limit) => [.. MessageSplitter.Split(text, limit)];

    [Test]
    public void Joined_the_parts_are_the_text_and_each_fits_once_escaped() =>
        Prop.ForAll(Texts, Gen.Choose(10, 60).ToArbitrary(), (text, limit) =>
        {
            var parts = MessageSplitter.Split(text, limit);
            return string.Concat(parts) == text
                && parts.All(part => SlackText.Escape(part).Length <= limit)
                && parts.All(part => part.Length == 0 || (!char.IsLowSurrogate(part[0]) && !char.IsHighSurrogate(part[^1])));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Test]
    public void A_text_that_grows_keeps_all_parts_but_the_last() =>
        Prop.ForAll(Texts, Texts, (text, more) =>
        {
            var before = MessageSplitter.Split(text, 20);
            var after = MessageSplitter.Split(text + more, 20);
            return before.Take(before.Count - 1).SequenceEqual(after.Take(before.Count - 1));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    /// <summary>Prose, markup, emoji and line breaks, in any mix.</summary>
    private static Arbitrary<string> Texts =>
        Gen.Elements("a", "word", " ", ". ", "\n", "\n\n", "<", "&", "😀", "é", "supercalifragilistic").ListOf().Select(string.Concat).ToArbitrary();
}

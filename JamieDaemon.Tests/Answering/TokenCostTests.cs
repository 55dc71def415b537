using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Answering;

namespace JamieDaemon.Tests.Answering;

public sealed class TokenCostTests
{
    [TestCase("the database failed over", 24)]
    [TestCase("12:04", 10)]
    [TestCase("привет", 12)]
    [TestCase("漢字", 6)]
    [TestCase("😀", 10)]
    public void Text_costs_more_the_less_English_it_is(string text, int cost) => Assert.That(TokenCost.Of(text), Is.EqualTo(cost));

    [TestCase("abcdef", 3, "abc", "def")]
    [TestCase("ab😀cd", 8, "ab", "cd")]
    [TestCase("ab", 9, "ab", "ab")]
    [TestCase("ab", -1, "", "")]
    public void A_cut_keeps_what_fits_and_no_half_character(string text, int cost, string head, string tail) =>
        Assert.That((TokenCost.Head(text, cost).ToString(), TokenCost.Tail(text, cost).ToString()), Is.EqualTo((head, tail)));

    [Test]
    public void A_shortened_text_costs_no_more_than_it_may() =>
        Prop.ForAll<NonNull<string>, int>((text, cost) =>
        {
            var whole = string.Concat(Enumerable.Repeat(text.Get, 30));
            var shown = Shortened.To(whole, cost);
            return TokenCost.Of(shown) <= Math.Max(0, cost) && (TokenCost.Of(whole) > cost || ReferenceEquals(shown, whole));
        }).QuickCheckThrowOnFailure();
}

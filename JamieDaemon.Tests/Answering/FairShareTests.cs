using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Answering;

namespace JamieDaemon.Tests.Answering;

public sealed class FairShareTests
{
    [TestCase(new[] { 10, 20 }, 100, new[] { 10, 20 })]
    [TestCase(new[] { 100, 100 }, 100, new[] { 50, 50 })]
    [TestCase(new[] { 10, 100, 100 }, 100, new[] { 10, 45, 45 })]
    [TestCase(new[] { 5 }, -3, new[] { 0 })]
    [TestCase(new int[0], 10, new int[0])]
    public void Who_needs_little_gets_it_and_the_others_share_the_rest(int[] needs, int budget, int[] shares) =>
        Assert.That(FairShare.Split(needs, budget), Is.EqualTo(shares));

    [Test]
    public void Nobody_gets_more_than_they_need_and_all_together_no_more_than_there_is() =>
        Prop.ForAll<NonNegativeInt[], NonNegativeInt>((needs, budget) =>
        {
            var wanted = needs.Select(need => need.Get).ToList();
            var shares = FairShare.Split(wanted, budget.Get);
            var cut = shares.Where((share, i) => share < wanted[i]).ToList();
            return shares.Zip(wanted).All(pair => pair.First <= pair.Second)
                && shares.Sum() == Math.Min(budget.Get, wanted.Sum())
                && (cut.Count == 0 || cut.Max() - cut.Min() <= 1);
        }).QuickCheckThrowOnFailure();
}

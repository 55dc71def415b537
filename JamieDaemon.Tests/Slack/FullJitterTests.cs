using JamieDaemon.Slack;

namespace JamieDaemon.Tests.Slack;

public sealed class FullJitterTests
{
    [TestCase(1, 0.0, ExpectedResult = 0)]
    [TestCase(1, 0.5, ExpectedResult = 500)]
    [TestCase(2, 0.5, ExpectedResult = 1000)]
    [TestCase(3, 0.5, ExpectedResult = 2000)]
    [TestCase(5, 0.5, ExpectedResult = 8000)]
    [TestCase(6, 0.5, ExpectedResult = 15_000)]
    [TestCase(int.MaxValue, 0.5, ExpectedResult = 15_000)]
    public double The_pause_is_a_share_of_a_ceiling_that_doubles_up_to_the_longest(int failures, double chance) =>
        FullJitter.Delay(failures, chance, TimeSpan.FromSeconds(30)).TotalMilliseconds;
}

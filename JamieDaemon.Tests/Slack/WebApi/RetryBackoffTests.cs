using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Tests.Slack.WebApi;

public sealed class RetryBackoffTests
{
    [TestCase(1, 0.0, 0)]
    [TestCase(1, 0.5, 500)]
    [TestCase(2, 0.5, 1_000)]
    [TestCase(3, 0.5, 2_000)]
    [TestCase(3, 1.0, 4_000)]
    [TestCase(40, 1.0, 30_000)]
    public void The_pause_is_a_share_of_a_ceiling_that_doubles(int failures, double chance, int milliseconds) =>
        Assert.That(RetryBackoff.Delay(failures, chance), Is.EqualTo(TimeSpan.FromMilliseconds(milliseconds)));
}

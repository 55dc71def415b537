using JamieDaemon.Slack.SocketMode;

namespace JamieDaemon.Tests.Slack.SocketMode;

public sealed class ReconnectBackoffTests
{
    [TestCase(0, 0.0, 0, ExpectedResult = 0)]
    [TestCase(0, 0.5, 0, ExpectedResult = 500)]
    [TestCase(1, 0.5, 0, ExpectedResult = 1000)]
    [TestCase(4, 0.5, 0, ExpectedResult = 8000)]
    [TestCase(5, 0.5, 0, ExpectedResult = 15_000)]
    [TestCase(1_000_000, 0.5, 0, ExpectedResult = 15_000)]
    [TestCase(0, 0.5, 7, ExpectedResult = 7000)]
    [TestCase(4, 0.5, 7, ExpectedResult = 8000)]
    public double The_wait_grows_to_half_a_minute_is_spread_over_all_of_it_and_is_never_shorter_than_Slack_asks(int attempt, double random, int retryAfter) =>
        ReconnectBackoff.Delay(attempt, random, TimeSpan.FromSeconds(retryAfter)).TotalMilliseconds;

    [TestCase(0.0, ExpectedResult = 30)]
    [TestCase(0.99, ExpectedResult = 59.7)]
    public double Too_many_websockets_waits_half_a_minute_at_least(double random) => ReconnectBackoff.TooManyWebsockets(random).TotalSeconds;

    [TestCase(0.0, ExpectedResult = 5)]
    [TestCase(0.5, ExpectedResult = 10)]
    public double What_only_a_person_can_mend_is_tried_again_slowly(double random) => ReconnectBackoff.Fatal(random).TotalMinutes;
}

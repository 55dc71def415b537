using JamieDaemon.Slack.Interactions;

namespace JamieDaemon.Tests.Slack.Interactions;

public sealed class JamieStatusTests
{
    [TestCase(0, 0, ExpectedResult = "Nobody waits: ask, and I begin at once.")]
    [TestCase(0, -1, ExpectedResult = "Nobody waits.")]
    [TestCase(0, 12, ExpectedResult = "Nobody waits, but I am busy. A question asked now would have its turn in about 12 s.")]
    [TestCase(1, -1, ExpectedResult = "One question waits.")]
    [TestCase(3, 41, ExpectedResult = "3 questions wait. A question asked now would have its turn in about 41 s.")]
    public string How_long_one_waits_is_said_as_far_as_it_is_known(int waiting, int seconds) =>
        Text(new JamieStatus(2, "bruno-sre", IsReady: true, waiting, seconds < 0 ? null : TimeSpan.FromSeconds(seconds)));

    [Test]
    public void Without_a_model_nobody_is_invited_to_ask() =>
        Assert.That(Text(new JamieStatus(2, "bruno-sre", IsReady: false, 0, TimeSpan.Zero)), Is.EqualTo("Nobody waits."));

    private static string Text(JamieStatus status) => status.ToText().Split('\n')[^1];
}

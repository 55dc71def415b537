using JamieDaemon.Slack.Interactions;

namespace JamieDaemon.Tests.Slack.Interactions;

public sealed class DetailsReplyTests
{
    [TestCase(0, false)]
    [TestCase(99, false)]
    [TestCase(100, true)]
    public void Loading_is_shown_when_the_model_had_to_be_loaded(long milliseconds, bool isShown) =>
        Assert.That(
            DetailsReply.Blocks(new AnswerDetails { Id = "q1", Loading = milliseconds, Reading = 3 }).ToJsonString().Contains("Loading the model", StringComparison.Ordinal), Is.EqualTo(isShown));

    [Test]
    public void What_was_not_measured_is_left_out() =>
        Assert.That(DetailsReply.Blocks(new AnswerDetails { Id = "q1" }).ToJsonString(), Does.Not.Contain("Loading").And.Not.Contain("Reading").And.Not.Contain("Tokens"));
}

using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Access;

namespace JamieDaemon.Tests.Slack.Access;

public sealed class AnswerStylesTests
{
    private static readonly string[] Server = ["bruno-sre:latest", "llava:7b"];

    [Test]
    public void Where_nothing_is_different_everything_is_as_everywhere() =>
        Assert.That(AnswerStyles.Decide(null, null, Server), Is.EqualTo(AnswerStyle.Default));

    [Test]
    public void A_channel_has_its_prompt_its_model_and_its_temperature() => Assert.That(
        AnswerStyles.Decide(new ChannelOptions { SystemPrompt = "Be terse.", Model = "tiny", Temperature = 0.1f }, null, Server),
        Is.EqualTo(new AnswerStyle("Be terse.", "tiny", 0.1f)));

    [Test]
    public void An_empty_setting_of_a_channel_is_none() => Assert.That(
        AnswerStyles.Decide(new ChannelOptions { SystemPrompt = "", Model = "" }, null, Server), Is.EqualTo(AnswerStyle.Default));

    [Test]
    public void A_persons_model_answers_where_the_channel_has_none() => Assert.That(
        AnswerStyles.Decide(new ChannelOptions { SystemPrompt = "Be terse." }, "llava:7b", Server), Is.EqualTo(new AnswerStyle("Be terse.", "llava:7b")));

    [Test]
    public void A_channels_model_wins_over_the_persons() => Assert.That(
        AnswerStyles.Decide(new ChannelOptions { Model = "tiny" }, "llava:7b", Server).Model, Is.EqualTo("tiny"));

    [Test]
    public void A_persons_model_that_is_gone_gives_way_to_the_default() =>
        Assert.That(AnswerStyles.Decide(null, "gone:1b", Server).Model, Is.Null);

    [Test]
    public void While_nothing_is_known_of_the_server_the_choice_is_believed() =>
        Assert.That(AnswerStyles.Decide(null, "llava:7b", []).Model, Is.EqualTo("llava:7b"));
}

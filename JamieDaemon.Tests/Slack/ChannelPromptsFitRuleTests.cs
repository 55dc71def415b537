using JamieDaemon.Answering;
using JamieDaemon.Slack;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Slack;

public sealed class ChannelPromptsFitRuleTests
{
    [Test]
    public void A_channels_prompt_may_be_as_long_as_the_one_for_everybody_and_no_longer()
    {
        var rule = new ChannelPromptsFitRule(Options.Create(new AnsweringOptions { PromptTokens = 1000 }));
        var options = new SlackOptions { Channels = { ["C1"] = new() { SystemPrompt = new string('x', 1500) }, ["C2"] = new() } };
        Assert.That(rule.Validate(null, options).Succeeded, Is.True);

        options.Channels["C3"] = new ChannelOptions { SystemPrompt = new string('x', 1501) };
        Assert.That(rule.Validate(null, options).Failures, Has.One.Contains("Slack:Channels:C3:SystemPrompt (1501 characters)").And.One.Contains("Answering:PromptTokens (1000)"));
    }
}

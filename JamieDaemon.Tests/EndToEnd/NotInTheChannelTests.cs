using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>Where Jamie may not write, the person who asks hears of it elsewhere.</summary>
public sealed class NotInTheChannelTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task The_shortcut_in_a_channel_without_Jamie_says_how_to_invite_it_before_anything_is_written(bool isPrivate)
    {
        await using var jamie = await RunningJamie.StartAsync();
        jamie.Slack.AddChannel(new SlackChannel("", "finance") { BotIsMember = false, IsPrivate = isPrivate });
        jamie.Slack.Interactions.Shortcut("oncall", Said(jamie, "finance"), "ask_jamie");
        var modal = await jamie.Slack.Views.WhenAsync(view => view.User == jamie.Slack.User("oncall").Id, Limits.Token);
        Assert.That(modal.Content.GetRawText(), Does.Contain("/invite").And.Not.Contain("plain_text_input"));
    }

    [Test]
    public async Task Whoever_asks_in_a_channel_that_Jamie_is_taken_out_of_meanwhile_is_told_in_private()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var channel = jamie.Slack.AddChannel("finance");
        jamie.Slack.Interactions.Shortcut("oncall", Said(jamie, "finance"), "ask_jamie");
        var dialog = await jamie.Slack.Views.WhenAsync(view => view.User == jamie.Slack.User("oncall").Id, Limits.Token);
        jamie.Slack.AddChannel(channel with { BotIsMember = false });
        jamie.Slack.Interactions.Submit(dialog, ("ask_jamie", "why is it so?"));

        var told = await jamie.Slack.Messages.WhenAsync(
            message => message.Channel == jamie.Slack.User("oncall").DirectChannel && message.BotId is not null, Limits.Token);
        Assert.That(told.Text, Does.Contain($"<#{channel.Id}>").And.Contain("/invite"));
    }

    [Test]
    public async Task A_click_on_Regenerate_there_is_answered_where_it_was_made()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var channel = jamie.Slack.AddChannel("finance");
        var ts = jamie.Slack.Mention("finance", "oncall", "what is a SLO?");
        var answer = await jamie.WhenAnsweredAsync(ts, text => text.Contains("what is a SLO?", StringComparison.Ordinal));
        await Eventually.HoldsAsync(() => jamie.Slack.Messages.Find(answer.Channel, answer.Ts)?.Blocks?.GetRawText().Contains("jamie_again", StringComparison.Ordinal) == true);
        jamie.Slack.AddChannel(channel with { BotIsMember = false });
        var click = jamie.Slack.Interactions.Click("oncall", jamie.Slack.Messages.Find(answer.Channel, answer.Ts)!, "jamie_again");
        var told = await click.WhenRepliedAsync(_ => true, Limits.Token);
        Assert.That(told.Text, Does.Contain("/invite"));
    }

    private static SlackMessage Said(RunningJamie jamie, string channel)
    {
        var ts = jamie.Slack.Say(channel, "developer", "the numbers are wrong");
        return jamie.Slack.Messages.Find(jamie.Slack.Channel(channel).Id, ts)!;
    }
}

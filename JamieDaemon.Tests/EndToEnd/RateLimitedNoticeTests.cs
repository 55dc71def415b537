using JamieDaemon.Answering;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>What waits for Slack must not take the place of what cannot wait.</summary>
public sealed class RateLimitedNoticeTests
{
    [Test]
    public async Task A_dialog_opens_at_once_while_one_limited_channel_holds_up_all_that_is_said()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var ts = jamie.Slack.Say("incidents", "developer", "db-1 is down");
        // More than there are loops: all of them find the channel limited.
        for (var i = 0; i < 8; i++) jamie.Slack.Faults.Next("chat.postEphemeral", ScriptedAnswer.RateLimited(TimeSpan.FromMinutes(5)));
        var where = new Conversation(jamie.Slack.Team.Id, jamie.Slack.Channel("general").Id, null, ts);
        for (var i = 0; i < 8; i++) jamie.Services.GetRequiredService<NoticeQueue>().TryAdd(new Said($"n{i}", jamie.Slack.User("oncall").Id, where, null, Saying.NothingToStop));
        await Eventually.HoldsAsync(() => jamie.Slack.CallsOf("chat.postEphemeral") > 0);

        jamie.Slack.Interactions.Shortcut("oncall", jamie.Slack.Messages.Find(jamie.Slack.Channel("incidents").Id, ts)!, "ask_jamie");

        var dialog = await jamie.Slack.Views.WhenAsync(view => view.User == jamie.Slack.User("oncall").Id, Limits.Token);
        Assert.That(dialog.Content.GetRawText(), Does.Contain("plain_text_input"));
    }

    [Test]
    public async Task As_documented_a_click_lapses_after_three_seconds_and_the_person_is_asked_to_repeat_it()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var ts = jamie.Slack.Say("incidents", "developer", "db-1 is down");
        jamie.Slack.Faults.Next("users.info", ScriptedAnswer.Late(TimeSpan.FromSeconds(20)));
        var used = jamie.Slack.Interactions.Shortcut("oncall", jamie.Slack.Messages.Find(jamie.Slack.Channel("incidents").Id, ts)!, "ask_jamie");
        var told = await used.WhenRepliedAsync(_ => true, Limits.Token);
        Assert.That((told.EphemeralFor, told.Text), Is.EqualTo((jamie.Slack.User("oncall").Id, "I could not open the dialog in time. Please choose *Ask Jamie about this* once more.")));
    }
}

using JamieDaemon.Answering;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>Every way to begin a conversation with Jamie.</summary>
public sealed class EntryPointTests
{
    [Test]
    public async Task A_reply_in_a_thread_that_Jamie_answered_needs_no_mention()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var ts = jamie.Slack.Mention("general", "oncall", "what is a saturated queue?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("saturated", StringComparison.Ordinal));
        jamie.Slack.Say("general", "developer", "and how do I drain it?", threadTs: ts);
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("drain it", StringComparison.Ordinal));
    }

    [Test]
    public async Task After_a_restart_Slack_itself_tells_Jamie_where_it_takes_part()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var ts = jamie.Slack.Mention("general", "oncall", "what is a saturated queue?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("saturated", StringComparison.Ordinal));
        await jamie.RestartAsync();
        jamie.Slack.Say("general", "developer", "and how do I drain it?", threadTs: ts);
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("drain it", StringComparison.Ordinal));
    }

    [Test]
    public async Task In_others_own_threads_Jamie_keeps_silent()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var theirs = jamie.Slack.Say("general", "developer", "lunch?");
        jamie.Slack.Say("general", "oncall", "at noon?", threadTs: theirs);
        var ours = jamie.Slack.Mention("general", "oncall", "what is a quorum?");
        await jamie.WhenAnsweredAsync(ours, text => text.Contains("quorum", StringComparison.Ordinal));
        jamie.Slack.Say("general", "developer", "fine", threadTs: theirs);
        jamie.Slack.Say("general", "developer", "and then?", threadTs: ours);
        await jamie.WhenAnsweredAsync(ours, text => text.Contains("and then?", StringComparison.Ordinal));
        Assert.That(jamie.Slack.Messages.Thread(jamie.Slack.Channel("general").Id, theirs), Has.None.Property(nameof(SlackMessage.BotId)).Not.Null);
        Assert.That(await jamie.MetricsAsync(), Does.Contain("slack_mentions_total{status=\"success\"} 2"), "what was not meant for Jamie is not counted");
    }

    [Test]
    public async Task While_it_is_not_known_whether_a_reply_is_for_Jamie_nothing_is_shown_in_the_thread()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Endless, settings: ["Answering:Workers=1"]);
        var theirs = jamie.Slack.Say("general", "developer", "lunch?");
        var ours = jamie.Slack.Mention("incidents", "oncall", "tell me everything");
        await jamie.WhenAnsweredAsync(ours, text => text.StartsWith("word0", StringComparison.Ordinal));
        jamie.Slack.Say("general", "oncall", "at noon?", threadTs: theirs);
        var waiting = jamie.Slack.Mention("incidents", "developer", "and this?");
        await jamie.Slack.Threads.WhenAsync(
            thread => thread.ThreadTs == waiting && thread.Status?.Contains("before yours", StringComparison.Ordinal) == true, Limits.Token);
        Assert.That(jamie.Slack.Threads.StatusOf(jamie.Slack.Channel("general").Id, theirs), Is.Null);
        Assert.That(jamie.Slack.Messages.Thread(jamie.Slack.Channel("general").Id, theirs), Has.None.Property(nameof(SlackMessage.BotId)).Not.Null);
    }

    [Test]
    public async Task The_message_shortcut_asks_what_to_ask_and_answers_in_the_messages_thread()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var alert = jamie.Slack.PostAsOtherBot("incidents", "KubePodCrashLooping: checkout-7d9f");
        var message = jamie.Slack.Messages.Find(jamie.Slack.Channel("incidents").Id, alert)!;
        jamie.Slack.Interactions.Shortcut("oncall", message, "ask_jamie");
        var dialog = await jamie.Slack.Views.WhenAsync(view => view.Content.ToString().Contains("ask_jamie", StringComparison.Ordinal), Limits.Token);
        Assert.That(await jamie.Slack.Interactions.Submit(dialog, ("ask_jamie", "why does it crash?")).Acked, Is.True);
        await jamie.WhenAnsweredAsync(alert, text => text.Contains("why does it crash?", StringComparison.Ordinal));
        Assert.That(
            jamie.Model.Record.Requests[^1].Messages!.Select(turn => turn.Content), Has.Some.Contains("KubePodCrashLooping"), "the message is what the answer is about");
    }

    [Test]
    public async Task As_documented_an_agents_Messages_tab_offers_prompts_when_it_is_opened()
    {
        await using var jamie = await RunningJamie.StartAsync();
        jamie.Slack.OpenHome("oncall", "messages");
        var thread = await jamie.Slack.Threads.WhenAsync(thread => thread.Prompts.Count > 0, Limits.Token);
        Assert.That(thread.Prompts, Has.Count.InRange(1, 4));
    }

    [Test]
    public async Task As_documented_an_older_assistants_thread_offers_prompts_and_is_answered_in_itself()
    {
        await using var jamie = await RunningJamie.StartAsync(new SlackWorkspaceOptions { AppKind = SlackAppKind.Assistant });
        var thread = jamie.Slack.Agent.OpenThread("oncall", context: "incidents");
        await jamie.Slack.Threads.WhenAsync(opened => opened.ThreadTs == thread && opened.Prompts.Count > 0, Limits.Token);
        jamie.Slack.DirectMessage("oncall", "what is a quorum?", threadTs: thread);
        await jamie.WhenAnsweredAsync(thread, text => text.Contains("what is a quorum?", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_command_can_ask_how_Jamie_is()
    {
        await using var jamie = await RunningJamie.StartAsync();
        await Eventually.HoldsAsync(() => jamie.Services.GetRequiredService<IModelCatalog>().IsReady);
        var reply = await jamie.Slack.Slash("oncall", "general", "/ask-jamie", "status").WhenRepliedAsync(_ => true, Limits.Token);
        Assert.That(reply.Text, Does.StartWith("I hear you").And.Contain("bruno-sre").And.Contain("Nobody waits: ask, and I begin at once."));
    }
}

using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.EndToEnd;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Answers;

/// <summary>Whoever waits can stop what they wait for, also before its first word.</summary>
public sealed class StopButtonTests
{
    [TestCase(SlackAppKind.Plain)]
    [TestCase(SlackAppKind.Assistant)]
    public async Task Where_Slack_shows_no_Stop_the_line_about_progress_is_a_message_with_a_Stop_button(SlackAppKind kind)
    {
        await using var jamie = await RunningJamie.StartAsync(
            new SlackWorkspaceOptions { AppKind = kind }, SlowModel.Endless, "Answering:Workers=1", "Slack:StatusAfter=00:00:00.2");
        var first = jamie.Slack.Mention("general", "oncall", "tell me everything");
        await jamie.WhenAnsweredAsync(first, text => text.StartsWith("word0", StringComparison.Ordinal));
        var waiting = jamie.Slack.Mention("incidents", "developer", "and this?");

        var placeholder = await jamie.WhenAnsweredAsync(waiting, text => text.Contains("your question next", StringComparison.Ordinal));
        Assert.That(jamie.Slack.Threads.StatusesOf(placeholder.Channel, waiting), Is.Empty, "it is said once");
        Assert.That(await jamie.Slack.Interactions.Click("developer", placeholder, "jamie_stop").Acked, Is.True);

        var ended = await jamie.WhenAnsweredAsync(waiting, text => text.Contains("no answer", StringComparison.Ordinal));
        Assert.That(ended.Ts, Is.EqualTo(placeholder.Ts));
        Assert.That(ended.Blocks.ToString(), Does.Not.Contain("jamie_stop"));
    }

    [Test]
    public async Task Where_Slack_shows_its_own_Stop_the_line_about_progress_is_Slacks_too()
    {
        await using var jamie = await RunningJamie.StartAsync(
            modelOptions: SlowModel.Endless, settings: ["Answering:Workers=1", "Slack:StatusAfter=00:00:00.2"]);
        var first = jamie.Slack.Mention("general", "oncall", "tell me everything");
        await jamie.WhenAnsweredAsync(first, text => text.StartsWith("word0", StringComparison.Ordinal));
        var waiting = jamie.Slack.Mention("incidents", "developer", "and this?");
        await jamie.Slack.Threads.WhenAsync(thread => thread.ThreadTs == waiting && thread.Status is not null, Limits.Token);
        Assert.That(jamie.Slack.Agent.ShowsStop("incidents", waiting), Is.True);
        Assert.That(jamie.Slack.Messages.Thread(jamie.Slack.Channel("incidents").Id, waiting).Where(message => message.BotId is not null), Is.Empty);
    }
}

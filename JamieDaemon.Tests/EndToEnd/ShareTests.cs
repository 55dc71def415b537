using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>The answer to a command is shown to the channel, all of it or with a word about what is missing.</summary>
public sealed class ShareTests
{
    private static readonly string Long = string.Join("\n\n", Enumerable.Range(0, 700).Select(number => $"Paragraph {number} with `code` and **bold** {new string('x', 30)}"));

    [Test]
    public async Task A_long_answer_is_shared_whole_where_Jamie_is_a_member()
    {
        await using var jamie = await StartAsync(Long);
        jamie.Slack.Interactions.Click("oncall", await AskAsync(jamie, "general"), "jamie_share");
        var last = await WhenSharedAsync(jamie);
        var shared = string.Concat(Shared(jamie, last.Channel).Select(message => message.Said));
        Assert.That(Enumerable.Range(0, 700).Where(number => !shared.Contains($"Paragraph {number} ", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task As_documented_a_click_serves_five_times_where_Jamie_is_no_member_any_more_and_what_had_no_room_is_named()
    {
        await using var jamie = await StartAsync(Long);
        var channel = jamie.Slack.AddChannel("finance");
        var answer = await AskAsync(jamie, "finance");
        jamie.Slack.AddChannel(channel with { BotIsMember = false });
        jamie.Slack.Interactions.Click("oncall", answer, "jamie_share");
        var last = await WhenSharedAsync(jamie);
        Assert.That(Shared(jamie, last.Channel), Has.Count.EqualTo(5));
        Assert.That(last.Blocks.ToString(), Does.Contain("the rest of it is missing here"));
    }

    [Test]
    public async Task A_share_that_Slack_refuses_is_told_to_the_one_who_clicked_and_can_be_tried_again()
    {
        await using var jamie = await StartAsync(Long);
        var answer = await AskAsync(jamie, "general");
        // The second message of it: the first one stands by then, and must not stay alone.
        jamie.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.Http(200));
        jamie.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.Failure("restricted_action"));
        jamie.Slack.Interactions.Click("oncall", answer, "jamie_share");
        var told = await jamie.Slack.Messages.WhenAsync(
            message => message.EphemeralFor == jamie.Slack.User("oncall").Id && message.Text.StartsWith("Sorry, Slack did not let me", StringComparison.Ordinal), Limits.Token);
        Assert.That(Shared(jamie, told.Channel), Is.Empty);

        jamie.Slack.Interactions.Click("oncall", answer, "jamie_share");
        await WhenSharedAsync(jamie);
    }

    private static Task<RunningJamie> StartAsync(string answer) =>
        RunningJamie.StartAsync(modelOptions: new ModelServerOptions { Answer = _ => answer, TokenDelay = TimeSpan.Zero });

    private static async Task<SlackMessage> AskAsync(RunningJamie jamie, string channel)
    {
        jamie.Slack.Slash("oncall", channel, "/ask-jamie", "tell me all");
        return await jamie.Slack.Messages.WhenAsync(
            message => message.EphemeralFor is not null && message.Blocks.ToString()?.Contains("jamie_share", StringComparison.Ordinal) == true, Limits.Token);
    }

    private static Task<SlackMessage> WhenSharedAsync(RunningJamie jamie) => jamie.Slack.Messages.WhenAsync(
        message => message.EphemeralFor is null && message.Blocks.ToString()?.Contains("shared by", StringComparison.Ordinal) == true, Limits.Token);

    private static List<SlackMessage> Shared(RunningJamie jamie, string channel) =>
        [.. jamie.Slack.Messages.In(channel).Where(message => message is { EphemeralFor: null, BotId: not null })];
}

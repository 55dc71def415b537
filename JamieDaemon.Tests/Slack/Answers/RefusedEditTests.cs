using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.EndToEnd;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Answers;

/// <summary>A message that may not be edited any more must neither keep the answer back nor stand beside it as if it were one.</summary>
public sealed class RefusedEditTests
{
    private static readonly string Words = "one two " + string.Join(' ', Enumerable.Repeat("and more", 60));

    [Test]
    public async Task The_unfinished_message_gives_way_to_the_whole_answer([Values("edit_window_closed", "cant_update_message")] string refusal)
    {
        await using var jamie = await StartAsync();
        var ts = jamie.Slack.Mention("general", "oncall", "count");
        var partial = await jamie.WhenAnsweredAsync(ts, text => text.StartsWith("one two", StringComparison.Ordinal));
        jamie.Slack.Faults.Next("chat.update", ScriptedAnswer.Failure(refusal));
        var answer = await jamie.WhenAnsweredAsync(ts, text => text == Words);
        Assert.That(answer.Ts, Is.Not.EqualTo(partial.Ts));
        await Eventually.HoldsAsync(() => Answers(jamie, ts) is [var only] && only.Ts == answer.Ts);
    }

    [Test]
    public async Task An_unfinished_message_that_must_stay_is_named_below_the_whole_answer()
    {
        await using var jamie = await StartAsync();
        var ts = jamie.Slack.Mention("general", "oncall", "count");
        await jamie.WhenAnsweredAsync(ts, text => text.StartsWith("one two", StringComparison.Ordinal));
        jamie.Slack.Faults.Next("chat.update", ScriptedAnswer.Failure("edit_window_closed"));
        jamie.Slack.Faults.Next("chat.delete", ScriptedAnswer.Failure("compliance_exports_prevent_deletion"));
        var answer = await jamie.Slack.Messages.WhenAsync(
            message => message.ThreadTs == ts && message.Said == Words && message.Blocks.ToString()!.Contains("unfinished", StringComparison.Ordinal), Limits.Token);
        Assert.That(Answers(jamie, ts), Has.Count.EqualTo(2));
        Assert.That(answer.Blocks.ToString(), Does.Contain("Regenerate"), "the footer is still there");
    }

    /// <summary>The first words are shown, and then nothing before the end.</summary>
    private static Task<RunningJamie> StartAsync() => RunningJamie.StartAsync(
        new SlackWorkspaceOptions { AppKind = SlackAppKind.Plain }, SlowModel.Saying(Words), "Slack:ProgressInterval=00:00:10");

    private static List<SlackMessage> Answers(RunningJamie jamie, string ts) =>
        [.. jamie.Slack.Messages.Thread(jamie.Slack.Channel("general").Id, ts).Where(message => message.BotId is not null)];
}

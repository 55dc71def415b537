using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack.Threads;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>What an asker sees before the first word: only what is so, and what was measured.</summary>
public sealed class ProgressTests
{
    [Test]
    public async Task Who_waits_is_told_the_place_in_the_queue_and_the_line_is_gone_with_the_answer()
    {
        await using var jamie = await RunningJamie.StartAsync(
            modelOptions: SlowModel.Saying(string.Join(' ', Enumerable.Repeat("slowly", 100))), settings: ["Answering:Workers=1"]);
        jamie.Slack.Mention("general", "oncall", "first");
        jamie.Slack.Mention("general", "oncall", "second");
        var third = jamie.Slack.Mention("incidents", "oncall", "third");
        await StatusAsync(jamie, third, "one other question before yours");
        await jamie.WhenAnsweredAsync(third, text => text.EndsWith("slowly", StringComparison.Ordinal));
        await jamie.Slack.Threads.WhenAsync(thread => thread.ThreadTs == third && thread is { Status: null, Session: not "processing" }, Limits.Token);
    }

    [Test]
    public async Task A_cold_model_is_said_to_be_loading_and_a_long_prompt_to_be_read()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: new ModelServerOptions
        {
            Models = [SandboxModel.ForChat("bruno-sre"), SandboxModel.ForChat("other")],
            ColdLoad = TimeSpan.FromSeconds(3),
            PromptSpeed = 30,
            TokenDelay = TimeSpan.Zero,
        });
        var ts = jamie.Slack.Mention("general", "oncall", "what now?");
        await StatusAsync(jamie, ts, "reading");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("what now?", StringComparison.Ordinal));
    }

    [Test]
    public async Task In_a_private_conversation_without_a_thread_a_placeholder_says_it_and_becomes_the_answer()
    {
        await using var jamie = await RunningJamie.StartAsync(
            modelOptions: new ModelServerOptions { PromptSpeed = 30, TokenDelay = TimeSpan.Zero }, settings: ["Slack:StatusAfter=00:00:00.2"]);
        jamie.Slack.DirectMessage("oncall", "what now?");
        var direct = jamie.Slack.User("oncall").DirectChannel;
        var placeholder = await jamie.Slack.Messages.WhenAsync(
            message => message.Channel == direct && message.BotId is not null && message.Said.Contains("Jamie is", StringComparison.Ordinal), Limits.Token);
        var answer = await jamie.Slack.Messages.WhenAsync(
            message => message.Channel == direct && message.BotId is not null && message.Said.Contains("what now?", StringComparison.Ordinal), Limits.Token);
        Assert.That(answer.Ts, Is.EqualTo(placeholder.Ts));
    }

    private static Task<SlackThread> StatusAsync(RunningJamie jamie, string ts, string says) => jamie.Slack.Threads.WhenAsync(
        thread => thread.ThreadTs == ts && thread.Status?.Contains(says, StringComparison.Ordinal) == true, Limits.Token);
}

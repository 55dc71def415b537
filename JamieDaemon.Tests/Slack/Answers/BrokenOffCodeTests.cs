using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Tests.EndToEnd;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Slack.Answers;

/// <summary>What Jamie says below an answer that broke off in the middle of code is no code.</summary>
public sealed class BrokenOffCodeTests
{
    private static readonly string Code = "Run this:\n\n```bash\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"echo line {i}\n"));

    [TestCase(SlackAppKind.Agent)]
    [TestCase(SlackAppKind.Plain)]
    public async Task An_apology_stands_below_the_code_that_it_interrupts(SlackAppKind kind)
    {
        await using var jamie = await RunningJamie.StartAsync(new SlackWorkspaceOptions { AppKind = kind }, SlowModel.Saying(Code), "Slack:ProgressInterval=00:00:00.1");
        await Eventually.HoldsAsync(() => jamie.Model.Record.Requests.Count > 0);
        jamie.Model.Faults.Add(ModelFault.Cut);
        var ts = jamie.Slack.Mention("general", "oncall", "the script please");
        var answer = await jamie.WhenAnsweredAsync(ts, text => text.Contains("Sorry", StringComparison.Ordinal));
        Assert.That(answer.Said, Does.StartWith("Run this:\n\n```bash\necho line 0\n").And.Match("\n```\n\nSorry[^`]*$"));
    }

    [Test]
    public async Task What_was_left_out_is_said_below_the_code_that_the_model_left_open()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Saying("```bash\necho done") with { TokenDelay = TimeSpan.Zero });
        jamie.Slack.Faults.Next("conversations.history", ScriptedAnswer.Failure("missing_scope"));
        var ts = jamie.Slack.Mention("general", "oncall", "why?");
        var answer = await jamie.WhenAnsweredAsync(ts, text => text.Contains("echo done", StringComparison.Ordinal));
        Assert.That(answer.Said, Does.StartWith("```bash\necho done\n```\n\n").And.Contain("without reading the conversation"));
    }

    [Test]
    public async Task What_was_left_out_is_said_below_the_code_of_a_commands_answer_too()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Saying("```bash\necho done") with { TokenDelay = TimeSpan.Zero });
        jamie.Slack.Faults.Next("conversations.history", ScriptedAnswer.Failure("missing_scope"));
        var asked = jamie.Slack.Slash("oncall", "general", "/ask-jamie", "why?");
        var answer = await asked.WhenRepliedAsync(message => message.Said.Contains("echo done", StringComparison.Ordinal), Limits.Token);
        Assert.That(answer.Said, Does.StartWith("```bash\necho done\n```\n\n").And.Contain("without reading the conversation"));
    }

    [TestCase("```bash\necho done", "```\necho done\n```\n\nSorry")]
    [TestCase("> ```\n> echo done", "```\necho done\n```\n\nSorry")]
    [TestCase("- so:\n  ```\n  echo done", "• so:\n```\necho done\n```\n\nSorry")]
    [TestCase("    echo done", "```\necho done\n```\n\nSorry")]
    [TestCase("say `echo", "say ˋecho\n\nSorry")]
    public void In_Slacks_own_markup_a_note_is_no_code_either(string broken, string shown)
    {
        var renderer = new AnswerRenderer(new SlackAbilities(TimeProvider.System), Options.Create(new SlackOptions()));
        var words = renderer.RenderWithoutBlocks(renderer.Safe(broken, "Sorry"), new SlackApiException("chat.update", new SlackResponse { Error = "invalid_blocks" }));
        Assert.That(words.Text, Is.EqualTo(shown));
    }

    [Test]
    public async Task Code_that_was_stopped_is_closed_and_the_note_about_it_stands_by_itself()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Saying(Code), settings: ["Slack:ProgressInterval=00:00:00.1"]);
        var ts = jamie.Slack.Mention("general", "oncall", "the script please");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("line 0", StringComparison.Ordinal));
        jamie.Slack.Say("general", "oncall", "stop", threadTs: ts);
        var answer = await jamie.Slack.Messages.WhenAsync(
            message => message.ThreadTs == ts && message.Blocks.ToString()?.Contains("stopped", StringComparison.Ordinal) == true, Limits.Token);
        Assert.That(answer.Said, Does.EndWith("\n```").And.Not.Contain("stopped"));
    }
}

using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>Private threads with Jamie as an older assistant, which Slack opens beside a channel, and as an agent.</summary>
public sealed class AssistantThreadTests
{
    [Test]
    public async Task A_question_beside_a_channel_is_answered_with_what_was_said_there()
    {
        await using var jamie = await RunningJamie.StartAsync(RunningJamie.Granted(SlackAppKind.Assistant));
        jamie.Slack.Say("incidents", "developer", "the payments database failed over at 12:04");
        var thread = jamie.Slack.Agent.OpenThread("oncall", "incidents");
        await jamie.Slack.Threads.WhenAsync(open => open.ThreadTs == thread && open.Prompts.Count > 0, Limits.Token);

        Assert.That(await PromptOfAsync(jamie, thread, "when did it fail over?"), Does.Contain("from=\"developer in #incidents\"").And.Contain("failed over at 12:04"));
    }

    [Test]
    public async Task Whoever_goes_on_to_another_channel_is_answered_with_what_was_said_in_that_one()
    {
        await using var jamie = await RunningJamie.StartAsync(RunningJamie.Granted(SlackAppKind.Assistant));
        jamie.Slack.Say("incidents", "developer", "the payments database failed over");
        jamie.Slack.Say("general", "developer", "there is cake in the kitchen");
        var thread = jamie.Slack.Agent.OpenThread("oncall", "incidents");
        await jamie.Slack.Threads.WhenAsync(open => open.ThreadTs == thread && open.Prompts.Count > 0, Limits.Token);
        var acked = jamie.Slack.Sockets.Acks.Count;
        jamie.Slack.Agent.ChangeContext("oncall", thread, "general");
        await jamie.Slack.Sockets.WhenAsync(sockets => sockets.Acks.Count > acked, Limits.Token);

        Assert.That(await PromptOfAsync(jamie, thread, "what is there?"), Does.Contain("cake in the kitchen").And.Not.Contain("payments"));
    }

    [Test]
    public async Task A_thread_is_called_after_its_first_question()
    {
        await using var jamie = await RunningJamie.StartAsync(RunningJamie.Granted(SlackAppKind.Assistant));
        var thread = jamie.Slack.Agent.OpenThread("oncall");
        await jamie.Slack.Threads.WhenAsync(open => open.ThreadTs == thread && open.Prompts.Count > 0, Limits.Token);
        await PromptOfAsync(jamie, thread, "why is\ndb-1 down?");
        await jamie.Slack.Threads.WhenAsync(open => open.ThreadTs == thread && open.Title == "why is db-1 down?", Limits.Token);

        await PromptOfAsync(jamie, thread, "and since when?");
        await jamie.StopAsync();
        Assert.That(jamie.Slack.Threads.Of(jamie.Slack.User("oncall").DirectChannel, thread).Title, Is.EqualTo("why is db-1 down?"));
    }

    [Test]
    public async Task An_agents_thread_is_called_after_the_message_that_began_it()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var ts = jamie.Slack.DirectMessage("oncall", "why is db-1 down?");
        await jamie.Slack.Threads.WhenAsync(thread => thread.ThreadTs == ts && thread.Title == "why is db-1 down?", Limits.Token);
    }

    /// <summary>Everything that the model was told when this was asked.</summary>
    private static async Task<string> PromptOfAsync(RunningJamie jamie, string thread, string question)
    {
        var ts = jamie.Slack.DirectMessage("oncall", question, thread);
        await jamie.Slack.Messages.WhenAsync(
            message => message.BotId is not null && message.ThreadTs == thread && string.CompareOrdinal(message.Ts, ts) > 0 && message.Said.EndsWith("…”.", StringComparison.Ordinal), Limits.Token);
        var asked = jamie.Model.Record.Requests.Last(request => request.Messages is { Count: > 0 });
        return string.Join('\n', asked.Messages!.Select(message => message.Content));
    }
}

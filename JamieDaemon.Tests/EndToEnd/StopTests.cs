using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>People change their minds: an answer is stopped, a question edited or deleted.</summary>
public sealed class StopTests
{
    [Test]
    public async Task The_bare_word_stop_in_the_thread_ends_the_answer_and_the_models_work_within_a_second()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Endless);
        var ts = await BeginAsync(jamie);
        var said = TimeProvider.System.GetTimestamp();
        jamie.Slack.Say("general", "developer", "stop", threadTs: ts);

        await jamie.Model.Record.Ends.ReadAsync(Limits.Token);
        Assert.That(TimeProvider.System.GetElapsedTime(said), Is.LessThan(Limits.AtOnce));
        Assert.That(jamie.Model.Record.Count(GenerationEnd.Aborted), Is.EqualTo(1));
        await ExpectStoppedAsync(jamie, ts);
    }

    [Test]
    public async Task As_documented_Slacks_own_Stop_button_ends_the_answer()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Endless);
        var ts = await BeginAsync(jamie);
        Assert.That(jamie.Slack.Agent.PressStop("oncall", "general", ts), Is.True);
        await jamie.Model.Record.Ends.ReadAsync(Limits.Token);
        await ExpectStoppedAsync(jamie, ts);
        await jamie.Slack.Threads.WhenAsync(thread => thread.ThreadTs == ts && thread.Session == "active", Limits.Token);
    }

    [Test]
    public async Task Our_own_Stop_button_ends_the_answer_where_Slack_has_none()
    {
        await using var jamie = await RunningJamie.StartAsync(new SlackWorkspaceOptions { AppKind = SlackAppKind.Plain }, SlowModel.Endless);
        var ts = jamie.Slack.Mention("general", "oncall", "tell me everything");
        var growing = await jamie.WhenAnsweredAsync(ts, text => text.StartsWith("word0", StringComparison.Ordinal));
        Assert.That(await jamie.Slack.Interactions.Click("developer", growing, "jamie_stop").Acked, Is.True);
        await jamie.Model.Record.Ends.ReadAsync(Limits.Token);
        await ExpectStoppedAsync(jamie, ts);
    }

    [Test]
    public async Task A_command_stops_what_its_giver_has_asked_and_says_so()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Endless);
        var ts = await BeginAsync(jamie);
        var stop = jamie.Slack.Slash("oncall", "incidents", "/ask-jamie", "stop");
        await stop.WhenRepliedAsync(message => message.Text == "Stopped.", Limits.Token);
        await ExpectStoppedAsync(jamie, ts);
    }

    [Test]
    public async Task Whoever_stops_a_command_by_a_command_is_told_once()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Endless);
        var command = jamie.Slack.Slash("oncall", "general", "/ask-jamie", "tell me everything");
        await Eventually.HoldsAsync(() => jamie.Model.Record.Requests.Any(request => request.Messages is { Count: > 0 }));
        var stop = jamie.Slack.Slash("oncall", "general", "/ask-jamie", "stop");
        await command.WhenRepliedAsync(message => message.Blocks?.GetRawText().Contains("stopped", StringComparison.Ordinal) == true, Limits.Token);
        await jamie.StopAsync();
        Assert.That((command.Replies.Count, stop.Replies.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_question_that_waits_is_stopped_before_the_model_hears_of_it()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Endless, settings: ["Answering:Workers=1"]);
        await BeginAsync(jamie);
        var waiting = jamie.Slack.Mention("incidents", "developer", "and this?");
        await jamie.Slack.Threads.WhenAsync(
            thread => thread.ThreadTs == waiting && thread.Status?.Contains("your question next", StringComparison.Ordinal) == true, Limits.Token);
        jamie.Slack.Say("incidents", "developer", "stop", threadTs: waiting);
        await jamie.WhenAnsweredAsync(waiting, text => text.Contains("no answer", StringComparison.Ordinal));
        await jamie.Slack.Threads.WhenAsync(thread => thread.ThreadTs == waiting && thread.Status is null, Limits.Token);
        Assert.That(jamie.Model.Record.Requests.Count(request => request.Messages is { Count: > 0 }), Is.EqualTo(1));
    }

    [Test]
    public async Task Stop_said_where_nothing_runs_is_answered_to_whoever_named_Jamie_only()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var ts = jamie.Slack.Mention("general", "oncall", "stop");
        var reply = await jamie.Slack.Messages.WhenAsync(message => message.EphemeralFor is not null, Limits.Token);
        Assert.That((reply.EphemeralFor, reply.Text), Is.EqualTo((jamie.Slack.User("oncall").Id, "There is nothing of mine to stop here.")), ts);
    }

    [Test]
    public async Task An_edited_question_is_answered_in_its_new_words_and_once()
    {
        await using var jamie = await RunningJamie.StartAsync(
            modelOptions: new ModelServerOptions
            {
                Answer = prompt => prompt.Question.Contains("staging", StringComparison.Ordinal) ? "about staging" : SlowModel.Endless.Answer(prompt),
                TokenDelay = TimeSpan.FromMilliseconds(20),
                Parallel = 8,
            });
        var ts = await BeginAsync(jamie);
        jamie.Slack.EditMessage("general", ts, $"<@{jamie.Slack.Team.BotUserId}> tell me about staging");
        await jamie.WhenAnsweredAsync(ts, text => text == "about staging");
        Assert.That(Answers(jamie, ts), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_deleted_question_takes_its_unfinished_answer_with_it()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Endless);
        var ts = await BeginAsync(jamie);
        jamie.Slack.DeleteMessage("general", ts);
        await jamie.Model.Record.Ends.ReadAsync(Limits.Token);
        await Eventually.HoldsAsync(() => Answers(jamie, ts).Count == 0);
    }

    private static async Task<string> BeginAsync(RunningJamie jamie)
    {
        var ts = jamie.Slack.Mention("general", "oncall", "tell me everything");
        await jamie.WhenAnsweredAsync(ts, text => text.StartsWith("word0", StringComparison.Ordinal));
        return ts;
    }

    private static async Task ExpectStoppedAsync(RunningJamie jamie, string ts)
    {
        var answer = await jamie.Slack.Messages.WhenAsync(
            message => message.ThreadTs == ts && message.BotId is not null && message.Blocks.ToString()?.Contains("stopped", StringComparison.Ordinal) == true, Limits.Token);
        Assert.That(answer.Said, Does.StartWith("word0"), "what was said so far stands");
        Assert.That(answer.IsStreaming, Is.False);
        Assert.That(Answers(jamie, ts), Has.Count.EqualTo(1));
    }

    private static List<SlackMessage> Answers(RunningJamie jamie, string ts) =>
        [.. jamie.Slack.Messages.Thread(jamie.Slack.Channel("general").Id, ts).Where(message => message.BotId is not null)];
}

using JamieDaemon.Answering;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>What is no question does not reach the model, and what is not taken is said to its asker only.</summary>
public sealed class NothingAskedTests
{
    [Test]
    public async Task A_mention_with_nothing_to_be_seen_behind_it_is_welcomed()
    {
        await using var jamie = await RunningJamie.StartAsync();
        jamie.Slack.Mention("general", "oncall", "\u200b\u2060");
        var said = await jamie.Slack.Messages.WhenAsync(message => message.BotId is not null, Limits.Token);
        Assert.That((said.EphemeralFor, said.Text[..3]), Is.EqualTo((jamie.Slack.User("oncall").Id, "Hi!")));
    }

    [TestCase("   ")]
    [TestCase("\u200b")]
    public async Task A_dialog_with_nothing_to_be_seen_in_it_stays_open_and_says_what_is_missing(string nothing)
    {
        await using var jamie = await RunningJamie.StartAsync();
        var ts = jamie.Slack.Say("general", "oncall", "checkout is broken");
        jamie.Slack.Interactions.Shortcut("oncall", jamie.Slack.Messages.Find(jamie.Slack.Channel("general").Id, ts)!, "ask_jamie");
        var dialog = await jamie.Slack.Views.WhenAsync(view => view.User == jamie.Slack.User("oncall").Id, Limits.Token);
        var submission = jamie.Slack.Interactions.Submit(dialog, ("ask_jamie", nothing));
        Assert.That(await submission.Acked, Is.True);
        Assert.That(submission.Errors, Does.ContainKey("ask_jamie").WithValue("Please write a question."));
    }

    [TestCase("stop")]
    [TestCase("Cancel.")]
    public async Task Stop_in_a_channel_that_Jamie_listens_to_ends_what_its_author_has_asked_there(string word)
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Endless, settings: ["Slack:Listen=All", "Answering:Workers=8", "Ollama:Parallel=8"]);
        var ts = jamie.Slack.Say("general", "oncall", "tell me everything");
        var others = jamie.Slack.Say("general", "developer", "and me too");
        foreach (var asked in new[] { ts, others }) await jamie.WhenAnsweredAsync(asked, text => text.StartsWith("word0", StringComparison.Ordinal));
        jamie.Slack.Say("general", "oncall", word);
        await jamie.Slack.Messages.WhenAsync(
            message => message.ThreadTs == ts && message.Blocks.ToString()?.Contains("stopped", StringComparison.Ordinal) == true, Limits.Token);
        await Eventually.HoldsAsync(() => jamie.Services.GetRequiredService<OpenQuestions>().Count == 1);
        Assert.That(jamie.Model.Record.Requests.Count(request => request.Messages is { Count: > 0 }), Is.EqualTo(2));
        jamie.Slack.Say("general", "developer", word, threadTs: others);
        await Eventually.HoldsAsync(() => jamie.Services.GetRequiredService<OpenQuestions>().Count == 0);
    }

    [Test]
    public async Task A_full_queue_is_said_to_each_who_is_refused_and_to_nobody_else()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Endless, settings: ["Answering:QueueCapacity=1", "Answering:Workers=1"]);
        var ts = jamie.Slack.Mention("general", "oncall", "tell me everything");
        await jamie.WhenAnsweredAsync(ts, text => text.StartsWith("word0", StringComparison.Ordinal));
        jamie.Slack.Mention("general", "oncall", "this waits", threadTs: ts);
        jamie.Slack.Mention("general", "developer", "this is too much", threadTs: ts);
        var told = await jamie.Slack.Messages.WhenAsync(message => message.Text.StartsWith("Sorry, too many questions", StringComparison.Ordinal), Limits.Token);
        Assert.That((told.EphemeralFor, told.ThreadTs), Is.EqualTo((jamie.Slack.User("developer").Id, ts)));
        jamie.Slack.Say("general", "oncall", "stop", threadTs: ts);
        await Eventually.HoldsAsync(() => jamie.Services.GetRequiredService<OpenQuestions>().Count == 0);
    }

    [Test]
    public async Task Who_cannot_be_told_in_the_channel_in_time_is_told_in_private()
    {
        await using var jamie = await RunningJamie.StartAsync();
        jamie.Slack.Faults.Next("chat.postEphemeral", ScriptedAnswer.RateLimited(TimeSpan.FromMinutes(5)));
        jamie.Slack.Mention("general", "oncall", "stop");
        var told = await jamie.Slack.Messages.WhenAsync(message => message.BotId is not null, Limits.Token);
        Assert.That((told.EphemeralFor, told.Text), Is.EqualTo(((string?)null, "There is nothing of mine to stop here.")));
        Assert.That(told.Channel, Does.StartWith("D"));
    }

    [Test]
    public async Task Who_may_not_have_been_told_is_told_again()
    {
        await using var jamie = await RunningJamie.StartAsync();
        jamie.Slack.Faults.Next("chat.postEphemeral", ScriptedAnswer.Http(503));
        jamie.Slack.Mention("general", "oncall", "stop");
        var told = await jamie.Slack.Messages.WhenAsync(message => message.BotId is not null, Limits.Token);
        Assert.That((told.EphemeralFor, told.Text), Is.EqualTo((jamie.Slack.User("oncall").Id, "There is nothing of mine to stop here.")));
    }

    [Test]
    public async Task A_stopped_answer_tells_how_it_came_about_like_a_whole_one()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Endless);
        var ts = jamie.Slack.Mention("general", "oncall", "tell me everything");
        await jamie.WhenAnsweredAsync(ts, text => text.StartsWith("word0", StringComparison.Ordinal));
        jamie.Slack.Say("general", "developer", "stop", threadTs: ts);
        var stopped = await jamie.Slack.Messages.WhenAsync(
            message => message.ThreadTs == ts && message.Blocks.ToString()?.Contains("stopped", StringComparison.Ordinal) == true, Limits.Token);
        Assert.That(stopped.Blocks.ToString(), Does.Contain("bruno-sre").And.Contain("stopped by").And.Contain("jamie_details").And.Contain("Answer after all"));
    }
}

using JamieDaemon.Answering;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>What an edit makes of a question in work is judged as if it had been written so from the start.</summary>
public sealed class EditTests
{
    [Test]
    public async Task A_question_that_names_Jamie_no_more_is_withdrawn()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Endless);
        var ts = await BeginAsync(jamie);
        jamie.Slack.EditMessage("general", ts, "never mind, folks");
        await Eventually.HoldsAsync(() => jamie.Services.GetRequiredService<OpenQuestions>().Count == 0);
        Assert.That(Answers(jamie, ts), Is.Empty);
    }

    [Test]
    public async Task A_question_of_which_nothing_is_left_is_withdrawn()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Endless);
        var ts = await BeginAsync(jamie);
        jamie.Slack.EditMessage("general", ts, $"<@{jamie.Slack.Team.BotUserId}> \u200b");
        await Eventually.HoldsAsync(() => jamie.Services.GetRequiredService<OpenQuestions>().Count == 0);
        Assert.That(Answers(jamie, ts), Is.Empty);
    }

    [Test]
    public async Task A_question_that_is_edited_into_stop_is_stopped()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Endless);
        var ts = await BeginAsync(jamie);
        jamie.Slack.EditMessage("general", ts, $"<@{jamie.Slack.Team.BotUserId}> stop");
        await Eventually.HoldsAsync(() => jamie.Services.GetRequiredService<OpenQuestions>().Count == 0);
        Assert.That(Answers(jamie, ts).Single().Blocks.ToString(), Does.Contain("stopped"));
        Assert.That(jamie.Model.Record.Requests.Count(request => request.Messages is { Count: > 0 }), Is.EqualTo(1), "nobody asked the model to stop");
    }

    [Test]
    public async Task A_question_that_is_answered_again_follows_its_edits()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: new ModelServerOptions
        {
            Answer = prompt => prompt.Question.Contains("short", StringComparison.Ordinal) ? $"It is {prompt.Question}" : SlowModel.Endless.Answer(prompt),
            TokenDelay = TimeSpan.FromMilliseconds(20),
            Parallel = 8,
        });
        var ts = jamie.Slack.Mention("general", "oncall", "short");
        var answer = await jamie.WhenAnsweredAsync(ts, text => text == "It is short");
        await Eventually.HoldsAsync(() => jamie.Services.GetRequiredService<OpenQuestions>().Count == 0);
        jamie.Slack.EditMessage("general", ts, $"<@{jamie.Slack.Team.BotUserId}> tell me everything");
        jamie.Slack.Interactions.Click("developer", answer, "jamie_again");
        await jamie.WhenAnsweredAsync(ts, text => text.StartsWith("word0", StringComparison.Ordinal));
        jamie.Slack.EditMessage("general", ts, $"<@{jamie.Slack.Team.BotUserId}> short after all");
        await jamie.WhenAnsweredAsync(ts, text => text == "It is short after all");
    }

    private static async Task<string> BeginAsync(RunningJamie jamie)
    {
        var ts = jamie.Slack.Mention("general", "oncall", "tell me everything");
        await jamie.WhenAnsweredAsync(ts, text => text.StartsWith("word0", StringComparison.Ordinal));
        return ts;
    }

    private static List<SlackMessage> Answers(RunningJamie jamie, string ts) =>
        [.. jamie.Slack.Messages.Thread(jamie.Slack.Channel("general").Id, ts).Where(message => message is { BotId: not null, EphemeralFor: null })];
}

using JamieDaemon.Answering;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>An answer is whole and Slack does not take it yet: people can still change their minds.</summary>
public sealed class DeliveryTests
{
    private static readonly ModelServerOptions Model = new()
    {
        Answer = prompt => $"{string.Join(' ', Enumerable.Range(0, 60).Select(number => $"word{number}"))} about {prompt.Question}",
        TokenDelay = TimeSpan.FromMilliseconds(5),
    };

    [Test]
    public async Task A_question_that_is_deleted_before_anybody_saw_a_word_leaves_none()
    {
        await using var jamie = await StartAsync();
        var ts = await AskAsync(jamie, TimeSpan.FromMinutes(5));
        jamie.Slack.DeleteMessage("general", ts);
        await UntilNothingIsOpenAsync(jamie);
        Assert.That(Answers(jamie, ts), Is.Empty);
    }

    [Test]
    public async Task A_question_that_is_edited_before_anybody_saw_a_word_is_answered_in_its_new_words()
    {
        await using var jamie = await StartAsync();
        var ts = await AskAsync(jamie, Limits.AtOnce);
        jamie.Slack.EditMessage("general", ts, $"<@{jamie.Slack.Team.BotUserId}> the edited one");
        await UntilNothingIsOpenAsync(jamie);
        Assert.That(Answers(jamie, ts).Single().Said, Does.EndWith("about the edited one"));
    }

    [Test]
    public async Task An_answer_that_is_stopped_before_anybody_saw_a_word_is_not_shown()
    {
        await using var jamie = await StartAsync();
        var ts = await AskAsync(jamie, Limits.AtOnce);
        jamie.Slack.Say("general", "oncall", "stop", threadTs: ts);
        await UntilNothingIsOpenAsync(jamie);
        var answer = Answers(jamie, ts).Single();
        Assert.That(answer.Said, Does.Contain("There is no answer").And.Not.Contain("word"));
        Assert.That(answer.Blocks.ToString(), Does.Contain("stopped"));
    }

    [Test]
    public async Task Whoever_stops_an_answer_that_is_whole_is_told_so_and_it_stands()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: Model);
        var ts = await StreamAsync(jamie);
        jamie.Slack.Say("general", "developer", "stop", threadTs: ts);
        var told = await jamie.Slack.Messages.WhenAsync(message => message.EphemeralFor is not null, Limits.Token);
        await UntilNothingIsOpenAsync(jamie);
        Assert.That((told.EphemeralFor, told.ThreadTs), Is.EqualTo((jamie.Slack.User("developer").Id, ts)));
        Assert.That(told.Text, Does.StartWith("That answer is complete already"));
        Assert.That(Answers(jamie, ts).Single().Said, Does.EndWith("about tell me"));
        Assert.That(Answers(jamie, ts).Single().Blocks.ToString(), Does.Not.Contain("stopped"));
    }

    [Test]
    public async Task A_question_that_is_deleted_while_the_last_words_are_on_their_way_takes_all_of_them_with_it()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: Model);
        var ts = await StreamAsync(jamie);
        jamie.Slack.DeleteMessage("general", ts);
        await UntilNothingIsOpenAsync(jamie);
        Assert.That(Answers(jamie, ts), Is.Empty);
    }

    private static Task<RunningJamie> StartAsync() => RunningJamie.StartAsync(modelOptions: Model, settings: ["Slack:NativeStreams=false"]);

    /// <summary>Asks, and comes back when the answer is whole and Slack has refused to show anything for a while.</summary>
    private static async Task<string> AskAsync(RunningJamie jamie, TimeSpan refusal)
    {
        jamie.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.RateLimited(refusal));
        var ts = jamie.Slack.Mention("general", "oncall", "tell me");
        await Eventually.HoldsAsync(() => Questions(jamie).AnyIsWhole(_ => true) && jamie.Slack.CallsOf("chat.postMessage") > 0);
        Assert.That(Answers(jamie, ts), Is.Empty);
        return ts;
    }

    /// <summary>Asks, and comes back when words stand and the last ones take their time.</summary>
    private static async Task<string> StreamAsync(RunningJamie jamie)
    {
        jamie.Slack.Faults.Next("chat.stopStream", ScriptedAnswer.Late(Limits.AtOnce));
        var ts = jamie.Slack.Mention("general", "oncall", "tell me");
        await Eventually.HoldsAsync(() => jamie.Slack.CallsOf("chat.stopStream") > 0);
        Assert.That(Answers(jamie, ts).Single().IsStreaming, Is.True);
        return ts;
    }

    private static Task UntilNothingIsOpenAsync(RunningJamie jamie) => Eventually.HoldsAsync(() => Questions(jamie).Count == 0);

    private static OpenQuestions Questions(RunningJamie jamie) => jamie.Services.GetRequiredService<OpenQuestions>();

    private static List<SlackMessage> Answers(RunningJamie jamie, string ts) =>
        [.. jamie.Slack.Messages.Thread(jamie.Slack.Channel("general").Id, ts).Where(message => message is { BotId: not null, EphemeralFor: null })];
}

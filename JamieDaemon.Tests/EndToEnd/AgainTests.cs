using JamieDaemon.Answering;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>A question is answered again.</summary>
public sealed class AgainTests
{
    [Test]
    public async Task Two_clicks_on_Regenerate_ask_once_and_the_second_is_told_so()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var answer = await AskAsync(jamie);
        jamie.Slack.Interactions.Click("oncall", answer, "jamie_again");
        var second = jamie.Slack.Interactions.Click("oncall", answer, "jamie_again");
        var told = await jamie.Slack.Messages.WhenAsync(message => message.EphemeralFor is not null, Limits.Token);
        Assert.That((told.Text, told.ThreadTs), Is.EqualTo(("I am at work on another answer to this already.", answer.ThreadTs)), $"{second.Replies.Count}");
        await Eventually.HoldsAsync(() => Answers(jamie, answer) > 1 && jamie.Services.GetRequiredService<OpenQuestions>().Count == 0);
        Assert.That(Answers(jamie, answer), Is.EqualTo(2));
    }

    [Test]
    public async Task Whoever_may_not_ask_is_told_so_in_the_thread_in_which_they_clicked()
    {
        await using var jamie = await RunningJamie.StartAsync();
        jamie.Slack.AddUser("guest", user => user with { IsRestricted = true });
        var answer = await AskAsync(jamie);
        jamie.Slack.Interactions.Click("guest", answer, "jamie_again");
        var told = await jamie.Slack.Messages.WhenAsync(message => message.EphemeralFor == jamie.Slack.User("guest").Id, Limits.Token);
        Assert.That(told.ThreadTs, Is.EqualTo(answer.ThreadTs));
    }

    private static int Answers(RunningJamie jamie, SlackMessage first) =>
        jamie.Slack.Messages.Thread(first.Channel, first.ThreadTs!).Count(message => message is { BotId: not null, EphemeralFor: null });

    private static async Task<SlackMessage> AskAsync(RunningJamie jamie)
    {
        var ts = jamie.Slack.Mention("general", "oncall", "what is an error budget?");
        var answer = await jamie.WhenAnsweredAsync(ts, text => text.Contains("error budget", StringComparison.Ordinal));
        await Eventually.HoldsAsync(() => jamie.Services.GetRequiredService<OpenQuestions>().Count == 0);
        return answer;
    }
}

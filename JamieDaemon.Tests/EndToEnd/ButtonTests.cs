using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Slack.Files;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>What can be done with an answer.</summary>
public sealed class ButtonTests
{
    [Test]
    public async Task Details_tell_the_one_who_clicks_how_the_answer_came_about()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var answer = await AskAsync(jamie);
        var reply = await jamie.Slack.Interactions.Click("developer", answer, "jamie_details")
            .WhenRepliedAsync(message => message.Blocks is not null, Limits.Token);
        Assert.That(reply.EphemeralFor, Is.EqualTo(jamie.Slack.User("developer").Id));
        Assert.That(
            reply.Blocks.ToString(), Does.Contain("bruno-sre").And.Contain("read,").And.Contain("Waited in the queue").And.Contain("To the first word").And.Contain("In all"));
        Assert.That(reply.Blocks.ToString(), Does.Contain(IdOf(answer)), "the id in the footer and in the details are one");
    }

    [Test]
    public async Task Regenerate_asks_the_same_question_again_as_it_stands_now()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var answer = await AskAsync(jamie);
        jamie.Slack.EditMessage("general", answer.ThreadTs!, $"<@{jamie.Slack.Team.BotUserId}> what is a burn rate?");
        jamie.Slack.Interactions.Click("oncall", answer, "jamie_again");
        await jamie.WhenAnsweredAsync(answer.ThreadTs!, text => text.Contains("what is a burn rate?", StringComparison.Ordinal));
    }

    [Test]
    public async Task Regenerate_reads_the_files_of_the_question_again()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var ts = jamie.Slack.Files.Share("general", "oncall", $"<@{jamie.Slack.Team.BotUserId}> what is wrong here?", FileUpload.Text("app.log", "OOMKilled"));
        var answer = await jamie.WhenAnsweredAsync(ts, text => text.Contains("what is wrong here?", StringComparison.Ordinal));
        jamie.Slack.Interactions.Click("oncall", answer, "jamie_again");
        await Eventually.HoldsAsync(() => jamie.Model.Record.Requests.Count(request => request.Messages?.Any(turn => turn.Content?.Contains("OOMKilled", StringComparison.Ordinal) == true) == true) == 2);
    }

    [Test]
    public async Task Regenerate_of_a_question_that_is_gone_is_told_to_the_one_who_clicks()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var answer = await AskAsync(jamie);
        jamie.Slack.DeleteMessage("general", answer.ThreadTs!);
        jamie.Slack.Interactions.Click("oncall", answer, "jamie_again");
        var told = await jamie.Slack.Messages.WhenAsync(message => message.EphemeralFor is not null, Limits.Token);
        Assert.That(told.Text, Does.StartWith("I cannot find the question any more"));
    }

    [Test]
    public async Task A_bad_answer_is_asked_for_its_reason_and_both_are_counted()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var answer = await AskAsync(jamie);
        jamie.Slack.Interactions.Click("oncall", answer, "jamie_feedback", "bad:" + IdOf(answer));
        var dialog = await jamie.Slack.Views.WhenAsync(view => view.Content.ToString().Contains("jamie_reason", StringComparison.Ordinal), Limits.Token);
        Assert.That(await jamie.Slack.Interactions.Submit(dialog, ("jamie_reason", "Outdated")).Acked, Is.True);
        var page = await jamie.WhenMetricsAsync("jamie_feedback_reasons_total{reason=\"outdated\"} 1");
        Assert.That(page, Does.Contain("jamie_feedback_total{rating=\"bad\"} 1").And.Contain("jamie_feedback_total{rating=\"good\"} 0"));
    }

    [Test]
    public async Task A_private_answer_can_be_shared_with_the_channel()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var command = jamie.Slack.Slash("oncall", "general", "/ask-jamie", "what is a SLO?");
        var answer = await command.WhenRepliedAsync(message => message.Said.Contains("what is a SLO?", StringComparison.Ordinal), Limits.Token);
        for (var i = 0; i < 4; i++) jamie.Slack.Interactions.Click("oncall", answer, "jamie_share");
        var shared = await jamie.Slack.Messages.WhenAsync(
            message => message.EphemeralFor is null && message.BotId is not null && message.Said.Contains("what is a SLO?", StringComparison.Ordinal), Limits.Token);
        Assert.That((shared.Channel, shared.Said), Is.EqualTo((jamie.Slack.Channel("general").Id, answer.Said)));
        Assert.That(shared.Blocks.ToString(), Does.Contain("shared by"));
        // Clicks come by two sockets and are seen to side by side: which of them shares it is open, but it is one.
        await Eventually.HoldsAsync(() => jamie.Slack.Messages.In(shared.Channel).Count(message =>
            message.EphemeralFor is not null && message.Text.StartsWith("I have shared this answer already", StringComparison.Ordinal)) == 3);
        Assert.That(
            jamie.Slack.Messages.In(shared.Channel).Count(message => message is { EphemeralFor: null, BotId: not null }), Is.EqualTo(1), "a hasty click shares once");
    }

    /// <summary>As the footer shows it.</summary>
    private static string IdOf(SlackMessage answer)
    {
        var footer = answer.Blocks!.Value.EnumerateArray().First(block => block.GetProperty("type").ValueEquals("context"));
        return footer.GetProperty("elements")[0].GetProperty("text").GetString()!.Split('`')[1];
    }

    private static async Task<SlackMessage> AskAsync(RunningJamie jamie)
    {
        var ts = jamie.Slack.Mention("general", "oncall", "what is an error budget?");
        return await jamie.WhenAnsweredAsync(ts, text => text.Contains("error budget", StringComparison.Ordinal));
    }
}

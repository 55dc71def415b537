using JamieDaemon.Slack;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.Interactions;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Slack.Interactions;

public sealed class ShareDeskTests
{
    [Test]
    public async Task Whoever_may_not_ask_any_more_does_not_share_what_they_were_told_before()
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var options = Options.Create(new SlackOptions { BotToken = ScriptedSlack.BotToken, Access = new AccessOptions { DeniedUsers = ["U1"] } });
        var answers = new SharableAnswers(slack.Time);
        answers.Keep("q1", "an answer");
        var access = new AskerAccess(
            slack.Client, new SlackPeople(slack.Client, slack.Time), new GroupMembers(slack.Client, slack.Time), new SlackIdentity(), new Pseudonyms(options), options, slack.Time,
            NullLogger<AskerAccess>.Instance);
        var poster = new SlackPoster(slack.Client, new SlackThread(slack.Client), slack.Time, NullLogger<SlackPoster>.Instance);
        var desk = new ShareDesk(slack.Client, poster, answers, new AnswerRenderer(new SlackAbilities(slack.Time), options), access, options, slack.Time);

        await desk.ShareAsync(new ShareWanted("i1", "U1", "C1", new Uri(slack.Server.Url, "/response/1"), "q1"), Limits.Token);

        var said = await slack.Server.NextAsync();
        Assert.That(slack.Server.Count, Is.EqualTo(1));
        Assert.That(said.Body, Does.Contain("not among the people").And.Contain("ephemeral").And.Not.Contain("an answer"));
    }
}

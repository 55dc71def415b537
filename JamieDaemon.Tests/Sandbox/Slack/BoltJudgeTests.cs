using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Slack.Files;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

/// <summary>Slack's own framework must take the workspace for Slack.</summary>
public sealed class BoltJudgeTests
{
    private static readonly TestCaseData[] Faults =
    [
        new TestCaseData(new SlackFaults()).SetArgDisplayNames("no faults"),
        new TestCaseData(new SlackFaults { FragmentBytes = 256 }).SetArgDisplayNames("fragments"),
        new TestCaseData(new SlackFaults { DuplicateEvery = 3 }).SetArgDisplayNames("duplicates"),
        new TestCaseData(new SlackFaults { Unavailable = 0.2 }).SetArgDisplayNames("503"),
    ];

    [TestCaseSource(nameof(Faults))]
    public async Task Bolt_connects_hears_mentions_and_answers_in_their_threads(SlackFaults faults)
    {
        var patience = Limits.OfProgram;
        await using var slack = await SlackWorkspace.StartAsync(new SlackWorkspaceOptions { Faults = faults }, patience);
        var judging = NpmJudge.ApproveAsync("bolt", slack.ApiUrl.AbsoluteUri, "10");
        await Task.WhenAny(judging, slack.Sockets.WhenAsync(sockets => sockets.Open.Count == 1, patience));
        var mentions = Enumerable.Range(0, 10)
            .Select(number => slack.Mention("#incidents", "oncall", $"question {number}")).ToArray();
        await judging;
        var incidents = slack.Channel("#incidents").Id;
        foreach (var (number, ts) in mentions.Index())
        {
            var answers = slack.Messages.Thread(incidents, ts).Skip(1).Select(answer => answer.Text);
            Assert.That(answers, Is.Not.Empty.And.All.EndsWith($"question {number}"));
        }

        Assert.That(slack.Sockets.Acks, Has.Property("Unknown").Zero.And.Property("Malformed").Zero);
    }

    [Test]
    public async Task Bolt_streams_and_hears_clicks_modals_shortcuts_and_Stop()
    {
        var patience = Limits.OfProgram;
        await using var slack = await SlackWorkspace.StartAsync(new SlackWorkspaceOptions(), patience);
        var judging = await BeginAsync(slack, things: 5, patience);
        var incidents = slack.Channel("#incidents").Id;

        var question = slack.Mention("#incidents", "oncall", "stream, please");
        var answer = await slack.Messages.WhenAsync(
            message => message.ThreadTs == question && message.Stream == SlackStreamState.Completed, patience);
        Assert.That(answer.Text, Is.EqualTo(string.Concat(Enumerable.Range(0, 20).Select(word => $"**word** {word} "))));
        Assert.That(slack.CallsOf("chat.appendStream"), Is.GreaterThan(5));
        Assert.That(slack.Threads.StatusesOf(incidents, question), Is.EqualTo(new[] { "is thinking…", null }));

        var click = slack.Interactions.Click("oncall", answer, "open");
        var modal = await slack.Views.WhenAsync(view => view.Content.GetProperty("title").GetProperty("text").GetString() == "Why?", patience);
        await click.WhenRepliedAsync(reply => reply.Text == "Opened for oncall", patience);
        var refused = slack.Interactions.Submit(modal);
        Assert.That(await refused.Acked.WaitAsync(patience), Is.True);
        Assert.That(refused.Errors["reason"], Is.EqualTo("Please say why."));
        var accepted = slack.Interactions.Submit(modal, ("text", "it is slow"));
        Assert.That(await accepted.Acked.WaitAsync(patience), Is.True);
        Assert.That(slack.Views.Modals.Single().Content.GetRawText(), Does.Contain("Because it is slow"));

        var alert = slack.Messages.Find(incidents, slack.Say("#incidents", "developer", "disk full"))!;
        var shortcut = slack.Interactions.Shortcut("oncall", alert, "explain");
        await shortcut.WhenRepliedAsync(reply => reply.Text == "About: disk full", patience);

        slack.Threads.SetSession(incidents, question, "processing", title: null);
        Assert.That(slack.Agent.PressStop("oncall", "#incidents", question), Is.True);
        await slack.Threads.WhenAsync(thread => thread is { Session: "active", ThreadTs: var ts } && ts == question, patience);
        await judging;
    }

    [Test]
    public async Task Bolts_assistant_is_at_home_in_its_threads()
    {
        var patience = Limits.OfProgram;
        await using var slack = await SlackWorkspace.StartAsync(
            new SlackWorkspaceOptions { AppKind = SlackAppKind.Assistant }, patience);
        var judging = await BeginAsync(slack, things: 2, patience);
        var thread = slack.Agent.OpenThread("oncall", "#incidents");
        await slack.Threads.WhenAsync(about => about.ThreadTs == thread && about.Prompts.Count == 1, patience);
        slack.DirectMessage("oncall", "why?", thread);
        await judging;
        var room = slack.User("oncall").DirectChannel;
        Assert.That(slack.Messages.Thread(room, thread)[^1].Text, Is.EqualTo("You said: why?"));
        Assert.That(slack.Threads.Of(room, thread).Title, Is.EqualTo("why?"));
    }

    [Test]
    public async Task Bolt_reads_the_files_that_members_share()
    {
        var patience = Limits.OfProgram;
        await using var slack = await SlackWorkspace.StartAsync(new SlackWorkspaceOptions(), patience);
        var judging = await BeginAsync(slack, things: 1, patience);
        var shared = slack.Files.Share("#incidents", "oncall", "look", FileUpload.Snippet("app.log", "OOMKilled"));
        await judging;
        Assert.That(slack.Messages.Thread(slack.Channel("#incidents").Id, shared)[1].Text, Is.EqualTo("Read: OOMKilled"));
    }

    private static async Task<Task> BeginAsync(SlackWorkspace slack, int things, CancellationToken patience)
    {
        var judging = NpmJudge.ApproveAsync("bolt", slack.ApiUrl.AbsoluteUri, $"{things}");
        var first = await Task.WhenAny(judging, slack.Sockets.WhenAsync(sockets => sockets.Open.Count == 1, patience));
        await first;
        return judging;
    }
}

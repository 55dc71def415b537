using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.Context;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.Interactions;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Slack.Interactions;

[CancelAfter(Limits.Milliseconds)]
public sealed class ThreadTitlesTests
{
    private readonly AssistantThreads _threads = new();
    private readonly NoticeQueue _notices = new();

    [Test]
    public async Task An_assistants_thread_is_named_after_its_first_question_in_one_short_line(CancellationToken token)
    {
        _threads.LooksAt("D1", "1.0", beside: null);
        var offered = await OfferAsync(InThread("1.0", $"why\nis {new string('x', 80)}?"), InThread("1.0", "and now?"));
        Assert.That(offered.Select(title => (title.Thread, title.Title)), Is.EqualTo([("1.0", $"why is {new string('x', 52)}…")]));
    }

    [Test]
    public async Task An_agents_thread_begins_with_the_question_itself(CancellationToken token)
    {
        var offered = await OfferAsync(InThread(null, "why?"), InThread("2.0", "why not?"));
        Assert.That(offered.Select(title => (title.Thread, title.Title)), Is.EqualTo([("2.0", "why?")]));
    }

    [Test]
    public async Task A_thread_whose_beginning_was_not_seen_and_one_in_a_channel_keep_their_names(CancellationToken token) =>
        Assert.That(await OfferAsync(InThread("1.0", "later"), Some.Question()), Is.Empty);

    [Test]
    public async Task An_app_that_is_no_agent_names_nothing(CancellationToken token) =>
        Assert.That(await OfferAsync(new SlackOptions { AgentView = false }, InThread(null, "why?")), Is.Empty);

    [Test]
    public async Task Where_Slack_says_that_this_app_may_not_it_is_not_tried_again(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.Error("not_agent_app"));
        var titles = Titles(slack, new SlackOptions());
        await titles.NameAsync(new TitleWanted("q1", "U1", "D1", "1.0", "why?"), token);
        titles.Offer(InThread(null, "why?"));
        _notices.Complete();
        Assert.That(await _notices.ReadAllAsync().AnyAsync(token), Is.False);
    }

    private static Question InThread(string? thread, string text) =>
        Some.Question(text, QuestionKind.DirectMessage) with { Conversation = new Conversation("T1", "D1", thread, "2.0") };

    private Task<List<TitleWanted>> OfferAsync(params Question[] questions) => OfferAsync(new SlackOptions(), questions);

    private async Task<List<TitleWanted>> OfferAsync(SlackOptions options, params Question[] questions)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var titles = Titles(slack, options);
        foreach (var question in questions) titles.Offer(question);
        _notices.Complete();
        var offered = new List<TitleWanted>();
        await foreach (var notice in _notices.ReadAllAsync()) offered.Add((TitleWanted)notice);
        return offered;
    }

    private ThreadTitles Titles(ScriptedSlack slack, SlackOptions options) =>
        new(_threads, _notices, new SlackAbilities(slack.Time), new SlackNames(slack.Client, new SlackPeople(slack.Client, slack.Time), Options.Create(options), slack.Time), slack.Client, Options.Create(options));
}

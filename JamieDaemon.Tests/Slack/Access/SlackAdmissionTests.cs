using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.Context;
using JamieDaemon.Slack.Home;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.Interactions;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace JamieDaemon.Tests.Slack.Access;

[CancelAfter(Limits.Milliseconds)]
public sealed class SlackAdmissionTests
{
    private static readonly Question Reply = Some.Question() with { IsFollowUp = true, Conversation = new Conversation("T1", "C1", "1.0", "3.0") };

    private readonly ThreadMemory _threads = new();
    private readonly OpenQuestions _questions = new();
    private readonly RecentQuestions _recent = new();

    [Test]
    public async Task A_reply_in_a_thread_that_was_not_known_counts_once_it_is_known_to_be_for_Jamie(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var admission = Admission(slack, new SlackOptions { Access = Open, Limits = new LimitsOptions { PerMinute = 1 } });
        Thread(slack, ofJamie: true);

        Assert.That(await admission.AdmitAsync(Reply, token), Is.InstanceOf<Admission.Admitted>());
        Assert.That(await admission.AdmitAsync(Reply, token), Is.InstanceOf<Admission.Admitted>(), "changed, and asked again: it was counted");

        _threads.Forget("C1", "1.0");
        Thread(slack, ofJamie: true);
        var another = await admission.AdmitAsync(Reply with { Id = "another" }, token);
        Assert.That((another as Admission.Refused)?.Sentence, Does.Contain("asking faster"));
    }

    [Test]
    public async Task A_reply_among_others_is_neither_counted_nor_kept(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var admission = Admission(slack, new SlackOptions { Access = Open, Limits = new LimitsOptions { PerMinute = 1 } });
        for (var i = 0; i < 3; i++)
        {
            Thread(slack, ofJamie: false);
            Assert.That(await admission.AdmitAsync(Reply, token), Is.InstanceOf<Admission.NotAddressed>());
            _threads.Forget("C1", "1.0");
        }

        Assert.That(_recent.Of("U1"), Is.Empty);
    }

    [Test]
    public async Task Whoever_is_refused_leaves_no_trace_and_does_not_bring_Jamie_into_the_thread(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var admission = Admission(slack, new SlackOptions { Access = new AccessOptions { DeniedUsers = ["U1"] } });
        _threads.Joined("C1", "1.0", "2.0");
        var mention = Reply with { IsFollowUp = false };

        Assert.That(await admission.AdmitAsync(mention, token), Is.InstanceOf<Admission.Refused>());

        Assert.That((_threads.TookPart("C1", "1.0", "9.0"), _recent.Of("U1").Count), Is.EqualTo(((bool?)null, 0)));
    }

    [Test]
    public async Task Whoever_is_admitted_finds_the_question_on_the_Home_tab(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var admission = Admission(slack, new SlackOptions { Access = Open, Channels = { ["C1"] = new() { Model = "tiny" } } });
        var admitted = await admission.AdmitAsync(Some.Question("why?"), token);
        Assert.That(admitted, Is.EqualTo(new Admission.Admitted(new AnswerStyle(Model: "tiny"))));
        Assert.That(_recent.Of("U1").Select(question => question.Text), Is.EqualTo(["why?"]));
    }

    [Test]
    public async Task A_question_that_is_deleted_while_its_asker_is_looked_up_is_not_kept(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var admission = Admission(slack, new SlackOptions { Access = Open });
        var question = Some.Question("the password is hunter2?");
        _questions.Add(question).TryTake();
        _questions.Stop(question.Id, new Stop(StopCause.Deleted));
        _recent.Forget(question.Conversation.Channel, question.Conversation.Message!);

        // The cancellation that follows a stop runs on another thread and may come later than this.
        await admission.AdmitAsync(question, token);

        Assert.That(_recent.Of("U1"), Is.Empty);
    }

    [Test]
    public async Task A_question_whose_asker_Slack_does_not_know_at_the_moment_is_put_off_and_not_refused([Values] bool isFollowUp, CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        _threads.Joined("C1", "1.0", "2.0");
        _ = new PathAnswers(slack.Server).On("/api/users.info", HttpAnswers.Hang);
        var asked = Admission(slack, new SlackOptions()).AdmitAsync(Reply with { IsFollowUp = isFollowUp }, token);
        await Eventually.HoldsAsync(() => slack.Server.Count == 1);

        slack.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.That(async () => await asked, Throws.TypeOf<UndeliveredException>());
        Assert.That(_threads.TookPart("C1", "1.0", "3.0"), Is.True);
    }

    [Test]
    public async Task Whoever_has_waited_for_minutes_for_Slack_to_know_them_is_told(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        _ = new PathAnswers(slack.Server).On("/api/users.info", HttpAnswers.Hang);
        var asked = Admission(slack, new SlackOptions()).AdmitAsync(Some.Question() with { Recovery = new Recovery(AnswerStep.Opening, Attempts: 4) }, token);
        await Eventually.HoldsAsync(() => slack.Server.Count == 1);
        slack.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.That((await asked as Admission.Refused)?.Sentence, Does.Contain("Slack does not tell me"));
    }

    [Test]
    public async Task A_reply_in_a_thread_that_Slack_does_not_show_for_minutes_is_passed_over(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var answers = new PathAnswers(slack.Server).On("/api/conversations.replies", HttpAnswers.Status(429));
        var admission = Admission(slack, new SlackOptions { Access = Open, ContextPatience = TimeSpan.Zero });
        Assert.That(async () => await admission.AdmitAsync(Reply with { Recovery = new Recovery(AnswerStep.Opening, Attempts: 3) }, token), Throws.TypeOf<UndeliveredException>());
        Assert.That(await admission.AdmitAsync(Reply with { Recovery = new Recovery(AnswerStep.Opening, Attempts: 4) }, token), Is.InstanceOf<Admission.NotAddressed>());
    }

    [Test]
    public async Task A_reply_that_was_put_off_before_it_was_counted_counts_when_it_comes_again(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var admission = Admission(slack, new SlackOptions { Limits = new LimitsOptions { PerMinute = 1 } });
        var answers = new PathAnswers(slack.Server)
            .On("/api/conversations.replies", """{"ok":true,"messages":[{"ts":"1.0","user":"U2","text":"hi"},{"ts":"2.0","user":"U3","bot_id":"BJAMIE","text":"ho"}]}""")
            .On("/api/users.info", HttpAnswers.Hang);
        var asked = admission.AdmitAsync(Reply, token);
        await Eventually.HoldsAsync(() => answers.CountOf("/api/users.info") == 1);
        slack.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(async () => await asked, Throws.TypeOf<UndeliveredException>());

        answers.On("/api/users.info", """{"ok":true,"user":{"id":"U1","team_id":"T1"}}""");
        Assert.That(await admission.AdmitAsync(Reply with { Recovery = new Recovery(AnswerStep.Opening, Attempts: 1) }, token), Is.InstanceOf<Admission.Admitted>());
        _threads.Forget("C1", "1.0");
        Assert.That(await admission.AdmitAsync(Reply with { Id = "another" }, token), Is.InstanceOf<Admission.Refused>());
    }

    private static AccessOptions Open => new() { Guests = true, External = true };

    private static void Thread(ScriptedSlack slack, bool ofJamie) => slack.Server.Then(HttpAnswers.Json(
        $$"""{"ok":true,"messages":[{"ts":"1.0","user":"U2","text":"hi"},{"ts":"2.0","user":"U3","bot_id":"{{(ofJamie ? "BJAMIE" : "BOTHER")}}","text":"ho"}]}"""));

    private SlackAdmission Admission(ScriptedSlack slack, SlackOptions settings)
    {
        settings.BotToken = ScriptedSlack.BotToken;
        settings.StateDirectory = "";
        var options = Options.Create(settings);
        var identity = new SlackIdentity();
        identity.Learn(new AuthTestResponse { BotId = "BJAMIE", TeamId = "T1" });
        var access = new AskerAccess(
            slack.Client, new SlackPeople(slack.Client, slack.Time), new GroupMembers(slack.Client, slack.Time), identity, new Pseudonyms(options), options, slack.Time,
            NullLogger<AskerAccess>.Instance);
        var choices = new ModelChoices(options, NullLogger<ModelChoices>.Instance);
        var names = new SlackNames(slack.Client, new SlackPeople(slack.Client, slack.Time), options, slack.Time);
        var titles = new ThreadTitles(new AssistantThreads(), new NoticeQueue(), new SlackAbilities(slack.Time), names, slack.Client, options);
        return new SlackAdmission(
            new ThreadMembership(slack.Client, _threads, identity, options, NullLogger<ThreadMembership>.Instance),
            _threads, access, new AskerAllowance(options, slack.Time), new AnswerStyles(choices, Substitute.For<IModelCatalog>(), options), _questions, _recent, titles, new Pseudonyms(options), options);
    }
}

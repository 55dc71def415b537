using JamieDaemon.Slack;
using JamieDaemon.Slack.Access;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Slack.Access;

/// <summary>What Slack is asked about people, over HTTP, and what becomes of its answers.</summary>
[CancelAfter(Limits.Milliseconds)]
public sealed class AskerAccessTests
{
    private const string Colleague = """{"ok":true,"user":{"id":"U1","team_id":"T1"}}""";

    private readonly CollectingLogger<AskerAccess> _logger = new();

    [Test]
    public async Task The_shipped_rule_asks_Slack_once_for_each_person_and_hour(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var answers = Answering(slack, Colleague);
        var access = Access(slack, new AccessOptions());

        for (var i = 0; i < 3; i++) Assert.That(await access.RefusalAsync("U1", "C1", token), Is.Null);
        Assert.That((answers.CountOf("/api/users.info"), slack.Server.Count), Is.EqualTo((1, 2)), "and once who Jamie is itself");

        slack.Time.Advance(TimeSpan.FromHours(1));
        await access.RefusalAsync("U1", "C1", token);
        Assert.That(answers.CountOf("/api/users.info"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_rule_that_needs_no_facts_asks_for_none(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var access = Access(slack, new AccessOptions { Guests = true, External = true, DeniedUsers = ["U2"] });
        Assert.That(await access.RefusalAsync("U1", "C1", token), Is.Null);
        Assert.That(await access.RefusalAsync("U2", "C1", token), Does.Contain("not among the people"));
        Assert.That(slack.Server.Count, Is.Zero);
    }

    [TestCase("""{"id":"U1","team_id":"T1","is_restricted":true}""", "guests")]
    [TestCase("""{"id":"U1","team_id":"T1","is_restricted":true,"is_ultra_restricted":true}""", "guests")]
    [TestCase("""{"id":"U1","team_id":"T2"}""", "the workspace that I belong to")]
    [TestCase("""{"id":"U1","team_id":"T1","is_stranger":true}""", "the workspace that I belong to")]
    [TestCase("""{"id":"U1","team_id":"T2","enterprise_user":{"enterprise_id":"E2"}}""", "the workspace that I belong to")]
    public async Task Guests_and_others_people_are_told_why(string user, string words, CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        Answering(slack, $$"""{"ok":true,"user":{{user}}}""");
        Assert.That(await Access(slack, new AccessOptions()).RefusalAsync("U1", "C1", token), Does.Contain(words));
        Assert.That(_logger.Lines, Has.Count.EqualTo(1));
        var (level, name, text) = _logger.Lines[0];
        Assert.That((level, name), Is.EqualTo((LogLevel.Information, "access_denied")));
        Assert.That(text, Does.Not.Contain("U1").And.Match("^[0-9a-f]{16} may not ask"));
    }

    [Test]
    public async Task People_of_another_workspace_of_ones_own_organisation_are_colleagues(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        Answering(slack, """{"ok":true,"user":{"id":"U1","team_id":"T2","enterprise_user":{"enterprise_id":"E1"}}}""", """{"ok":true,"team_id":"T1","enterprise_id":"E1"}""");
        Assert.That(await Access(slack, new AccessOptions()).RefusalAsync("U1", "C1", token), Is.Null);
    }

    [TestCase("user_not_visible")]
    [TestCase("user_not_found")]
    public async Task As_documented_whom_Slack_does_not_show_is_of_another_workspace(string error, CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        Answering(slack, $$"""{"ok":false,"error":"{{error}}"}""");
        Assert.That(await Access(slack, new AccessOptions()).RefusalAsync("U1", "C1", token), Does.Contain("the workspace that I belong to"));
    }

    [Test]
    public async Task Where_Slack_does_not_say_who_somebody_is_they_are_told_that_it_is_Slack_and_the_next_time_it_is_asked_again(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var answers = Answering(slack, """{"ok":false,"error":"missing_scope"}""");
        var access = Access(slack, new AccessOptions());
        Assert.That(await access.RefusalAsync("U1", "C1", token), Does.Contain("Slack does not tell me"));
        Assert.That(_logger.Lines[0].Level, Is.EqualTo(LogLevel.Warning));

        answers.On("/api/users.info", Colleague);
        Assert.That(await access.RefusalAsync("U1", "C1", token), Is.Null);
    }

    [Test]
    public async Task Whoever_waits_for_a_Slack_that_hangs_is_told_after_ten_seconds(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        Answering(slack, Colleague).On("/api/users.info", HttpAnswers.Hang);
        var asked = Access(slack, new AccessOptions()).RefusalAsync("U1", "C1", token);
        await Eventually.HoldsAsync(() => slack.Server.Count == 2);

        slack.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.That(await asked, Does.Contain("Slack does not tell me"));
    }

    [Test]
    public async Task A_question_that_is_not_wanted_any_more_is_no_refusal()
    {
        await using var slack = await ScriptedSlack.StartAsync();
        Answering(slack, Colleague).On("/api/users.info", HttpAnswers.Hang);
        using var stop = new CancellationTokenSource();
        var asked = Access(slack, new AccessOptions()).RefusalAsync("U1", "C1", stop.Token);
        await stop.CancelAsync();
        Assert.That(async () => await asked, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_logger.Lines, Is.Empty);
    }

    [Test]
    public async Task Members_of_groups_are_looked_up_once_in_five_minutes(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var answers = new PathAnswers(slack.Server).On("/api/usergroups.users.list", """{"ok":true,"users":["U1","U2"]}""");
        var access = Access(slack, new AccessOptions { Guests = true, External = true, AllowedGroups = ["S1"] });

        Assert.That(await access.RefusalAsync("U1", "C1", token), Is.Null);
        Assert.That(await access.RefusalAsync("U3", "C1", token), Does.Contain("not among the people"));
        Assert.That(answers.CountOf("/api/usergroups.users.list"), Is.EqualTo(1));

        slack.Time.Advance(TimeSpan.FromMinutes(5));
        answers.On("/api/usergroups.users.list", """{"ok":true,"users":["U3"]}""");
        Assert.That(await access.RefusalAsync("U3", "C1", token), Is.Null);
    }

    [Test]
    public async Task A_denied_group_that_Slack_does_not_know_lets_nobody_in(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        _ = new PathAnswers(slack.Server).On("/api/usergroups.users.list", """{"ok":false,"error":"no_such_subteam"}""");
        var access = Access(slack, new AccessOptions { Guests = true, External = true, DeniedGroups = ["S1"] });
        Assert.That(await access.RefusalAsync("U1", "C1", token), Is.Not.Null);
        Assert.That(_logger.Lines[0].Text, Does.Contain("usergroups.users.list: no_such_subteam"));
    }

    private AskerAccess Access(ScriptedSlack slack, AccessOptions access)
    {
        var options = Options.Create(new SlackOptions { BotToken = ScriptedSlack.BotToken, Access = access });
        return new AskerAccess(
            slack.Client, new SlackPeople(slack.Client, slack.Time), new GroupMembers(slack.Client, slack.Time), new SlackIdentity(), new Pseudonyms(options), options, slack.Time, _logger);
    }

    private static PathAnswers Answering(ScriptedSlack slack, string user, string self = """{"ok":true,"team_id":"T1","user_id":"UJAMIE","bot_id":"BJAMIE"}""") =>
        new PathAnswers(slack.Server).On("/api/auth.test", self).On("/api/users.info", user);
}

using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>What people experience who may not ask, and those who may.</summary>
public sealed class WhoMayAskTests
{
    [Test]
    public async Task A_guest_is_told_in_one_sentence_that_nobody_else_sees_and_nothing_else_happens()
    {
        await using var jamie = await StartAsync();
        var ts = jamie.Slack.Mention("incidents", "guest", "what is wrong?");

        var told = await WhisperedAsync(jamie, "guest");
        await jamie.StopAsync();

        Assert.That(told.Text, Does.Contain("guests of this workspace may not ask me").And.Contain(jamie.Slack.User("guest").Id));
        Assert.That(jamie.Slack.Messages.In(jamie.Slack.Channel("incidents").Id).Where(message => message.BotId is not null), Is.EqualTo([told]));
        Assert.That(jamie.Slack.Threads.StatusesOf(jamie.Slack.Channel("incidents").Id, ts), Is.Empty);
        Assert.That(WasAsked(jamie), Is.False);
    }

    [Test]
    public async Task Somebody_of_another_workspace_is_told_so()
    {
        await using var jamie = await StartAsync();
        jamie.Slack.Mention("incidents", "partner", "what is wrong?");
        Assert.That((await WhisperedAsync(jamie, "partner")).Text, Does.Contain("people of the workspace that I belong to"));
        Assert.That(WasAsked(jamie), Is.False);
    }

    [TestCase("guest", "Slack:Access:Guests=true")]
    [TestCase("partner", "Slack:Access:External=true")]
    public async Task Whom_the_settings_admit_is_answered(string user, string setting)
    {
        await using var jamie = await StartAsync(setting);
        var ts = jamie.Slack.Mention("incidents", user, "what is wrong?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("what is wrong?", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_guests_command_is_refused_where_its_answer_would_stand()
    {
        await using var jamie = await StartAsync();
        var command = jamie.Slack.Slash("guest", "general", "/ask-jamie", "what is a SLO?");
        var reply = await command.WhenRepliedAsync(_ => true, Limits.Token);
        Assert.That(reply.EphemeralFor, Is.EqualTo(jamie.Slack.User("guest").Id));
        Assert.That(reply.Said, Does.Contain("guests of this workspace may not ask me"));
        Assert.That(WasAsked(jamie), Is.False);
    }

    [Test]
    public async Task Only_the_members_of_an_allowed_group_are_answered()
    {
        await using var jamie = await StartAsync("Slack:Access:AllowedGroups:0=S0SAND1007");
        Assert.That(jamie.Slack.AddGroup("sre", "oncall").Id, Is.EqualTo("S0SAND1007"));

        var ts = jamie.Slack.Mention("incidents", "oncall", "what is wrong?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("what is wrong?", StringComparison.Ordinal));
        jamie.Slack.Mention("incidents", "developer", "what is wrong?");
        Assert.That((await WhisperedAsync(jamie, "developer")).Text, Does.Contain("not among the people who may ask me"));
    }

    [Test]
    public async Task Where_Slack_does_not_say_who_somebody_is_they_are_told_that_it_is_Slack()
    {
        await using var jamie = await StartAsync();
        jamie.Slack.Faults.Next("users.info", ScriptedAnswer.Failure("missing_scope"));
        jamie.Slack.Mention("incidents", "oncall", "what is wrong?");
        Assert.That((await WhisperedAsync(jamie, "oncall")).Text, Does.Contain("Slack does not tell me right now who you are"));

        var again = jamie.Slack.Mention("incidents", "oncall", "and now?");
        await jamie.WhenAnsweredAsync(again, text => text.Contains("and now?", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_guest_who_talks_with_others_in_Jamies_thread_is_left_in_peace()
    {
        await using var jamie = await StartAsync();
        var ts = jamie.Slack.Mention("incidents", "oncall", "what is wrong?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("what is wrong?", StringComparison.Ordinal));

        jamie.Slack.Say("incidents", "guest", "thanks, that helps", threadTs: ts);
        jamie.Slack.Say("incidents", "developer", "and what next?", threadTs: ts);

        await jamie.WhenAnsweredAsync(ts, text => text.Contains("and what next?", StringComparison.Ordinal));
        await jamie.StopAsync();
        Assert.That(jamie.Slack.Messages.In(jamie.Slack.Channel("incidents").Id).Where(message => message.EphemeralFor is not null), Is.Empty);
    }

    [Test]
    public async Task A_thread_in_which_only_a_guest_has_named_Jamie_stays_the_peoples_own()
    {
        await using var jamie = await StartAsync();
        var ts = jamie.Slack.Mention("incidents", "guest", "what is wrong?");
        await WhisperedAsync(jamie, "guest");

        jamie.Slack.Say("incidents", "developer", "I will tell you later", threadTs: ts);
        var other = jamie.Slack.Mention("general", "oncall", "are you there?");

        await jamie.WhenAnsweredAsync(other, text => text.Contains("are you there?", StringComparison.Ordinal));
        await jamie.StopAsync();
        Assert.That(jamie.Slack.Messages.Thread(jamie.Slack.Channel("incidents").Id, ts).Where(message => message.BotId is not null && message.EphemeralFor is null), Is.Empty);
    }

    [Test]
    public async Task A_guest_who_uses_the_shortcut_is_told_before_writing_a_question()
    {
        await using var jamie = await StartAsync();
        var ts = jamie.Slack.Say("incidents", "developer", "db-1 is down");
        var message = jamie.Slack.Messages.Find(jamie.Slack.Channel("incidents").Id, ts)!;

        jamie.Slack.Interactions.Shortcut("guest", message, "ask_jamie");

        var modal = await jamie.Slack.Views.WhenAsync(view => view.User == jamie.Slack.User("guest").Id, Limits.Token);
        Assert.That(modal.Content.GetRawText(), Does.Contain("may not ask me").And.Not.Contain("plain_text_input"));
    }

    [Test]
    public async Task A_guests_click_on_Regenerate_is_refused_too()
    {
        await using var jamie = await StartAsync();
        var ts = jamie.Slack.Mention("incidents", "oncall", "what is wrong?");
        var answer = await jamie.WhenAnsweredAsync(ts, text => text.Contains("what is wrong?", StringComparison.Ordinal));
        await Eventually.HoldsAsync(() => jamie.Slack.Messages.Find(answer.Channel, answer.Ts)?.Blocks?.GetRawText().Contains("jamie_again", StringComparison.Ordinal) == true);
        var asked = jamie.Model.Record.Requests.Count;

        jamie.Slack.Interactions.Click("guest", jamie.Slack.Messages.Find(answer.Channel, answer.Ts)!, "jamie_again");

        await WhisperedAsync(jamie, "guest");
        Assert.That(jamie.Model.Record.Requests, Has.Count.EqualTo(asked));
    }

    [Test]
    public async Task A_guests_Home_tab_says_it_and_shows_nothing_else()
    {
        await using var jamie = await StartAsync();
        jamie.Slack.OpenHome("guest");
        var home = await jamie.Slack.Views.WhenAsync(view => view.User == jamie.Slack.User("guest").Id, Limits.Token);
        Assert.That(home.Content.GetRawText(), Does.Contain("may not ask me").And.Not.Contain("bruno-sre").And.Not.Contain("static_select"));
    }

    [TestCase("status")]
    [TestCase("help")]
    [TestCase("")]
    public async Task A_guests_command_without_a_question_is_refused_too(string text)
    {
        await using var jamie = await StartAsync();
        var reply = await jamie.Slack.Slash("guest", "general", "/ask-jamie", text).WhenRepliedAsync(_ => true, Limits.Token);
        Assert.That(reply.Text, Does.Contain("guests of this workspace may not ask me").And.Not.Contain("bruno-sre"));
    }

    [Test]
    public async Task A_guest_who_only_names_Jamie_is_not_welcomed()
    {
        await using var jamie = await StartAsync();
        jamie.Slack.Mention("incidents", "guest", "");
        Assert.That((await WhisperedAsync(jamie, "guest")).Text, Does.Contain("guests of this workspace may not ask me"));
    }

    [Test]
    public async Task A_guest_who_opens_a_conversation_is_offered_nothing()
    {
        await using var jamie = await StartAsync();
        jamie.Slack.OpenHome("guest", "messages");
        jamie.Slack.OpenHome("oncall", "messages");
        await jamie.Slack.Threads.WhenAsync(thread => thread.Prompts.Count > 0, Limits.Token);
        await jamie.StopAsync();
        Assert.That(jamie.Slack.CallsOf("assistant.threads.setSuggestedPrompts"), Is.EqualTo(1));
    }

    private static async Task<RunningJamie> StartAsync(params string[] settings)
    {
        var jamie = await RunningJamie.StartAsync(settings: settings);
        jamie.Slack.AddUser("guest", user => user with { IsRestricted = true });
        jamie.Slack.AddUser("partner", user => user with { TeamId = "T0PARTNER" });
        return jamie;
    }

    private static Task<SlackMessage> WhisperedAsync(RunningJamie jamie, string user) =>
        jamie.Slack.Messages.WhenAsync(message => message.BotId is not null && message.EphemeralFor == jamie.Slack.User(user).Id, Limits.Token);

    private static bool WasAsked(RunningJamie jamie) => jamie.Model.Record.Requests.Any(request => request.Messages is { Count: > 0 });
}

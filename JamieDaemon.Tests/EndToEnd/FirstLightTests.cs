using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>One question the whole way, for each way to ask it.</summary>
public sealed class FirstLightTests
{
    [Test]
    public async Task A_mention_is_answered_in_its_thread_with_what_was_said_in_the_channel()
    {
        await using var jamie = await RunningJamie.StartAsync();
        jamie.Slack.Say("incidents", "developer", "the payments database failed over at 12:04");
        var ts = jamie.Slack.Mention("incidents", "oncall", "when did the payments database fail over?");

        var answer = await jamie.WhenAnsweredAsync(ts, text => text.Contains("You asked", StringComparison.Ordinal));

        Assert.That(answer.Text, Does.Contain("when did the payments database fail over?").And.Contain("failed over at 12:04").And.Contain("You are Jamie"));
    }

    [Test]
    public async Task A_follow_up_in_the_thread_knows_what_was_asked_and_answered_before()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var ts = jamie.Slack.Mention("general", "oncall", "what is a saturated queue?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("saturated", StringComparison.Ordinal));

        jamie.Slack.Mention("general", "developer", "and how do I drain it?", threadTs: ts);

        var answer = await jamie.WhenAnsweredAsync(ts, text => text.Contains("drain it", StringComparison.Ordinal));
        Assert.That(answer.Text, Does.Contain("2 messages of context"));
    }

    [Test]
    public async Task A_direct_message_is_answered_where_it_was_written()
    {
        await using var jamie = await RunningJamie.StartAsync();
        jamie.Slack.DirectMessage("oncall", "what is exit code 137?");
        var answer = await jamie.Slack.Messages.WhenAsync(
            message => message.BotId is not null && message.Text.Contains("exit code 137", StringComparison.Ordinal), Limits.Token);
        Assert.That((answer.ThreadTs, answer.Channel), Is.EqualTo(((string?)null, jamie.Slack.User("oncall").DirectChannel)));
    }

    [Test]
    public async Task A_command_is_answered_for_its_giver_only()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var command = jamie.Slack.Slash("oncall", "general", "/ask-jamie", "what is a SLO?");
        var reply = await command.WhenRepliedAsync(message => message.Text.Contains("what is a SLO?", StringComparison.Ordinal), Limits.Token);
        Assert.That(
            (await command.Acked, reply.EphemeralFor, command.Replies.Count), Is.EqualTo((true, jamie.Slack.User("oncall").Id, 1)));
    }

    [Test]
    public async Task The_home_tab_says_who_Jamie_is()
    {
        await using var jamie = await RunningJamie.StartAsync();
        jamie.Slack.OpenHome("oncall");
        var home = await jamie.Slack.Views.WhenAsync(view => view.User == jamie.Slack.User("oncall").Id, Limits.Token);
        Assert.That(home.Content.GetRawText(), Does.Contain("Hi, I am Jamie").And.Contain("/ask-jamie"));
    }

    [Test]
    public async Task An_empty_mention_gets_a_welcome_that_nobody_else_sees_and_an_empty_command_the_usage()
    {
        await using var jamie = await RunningJamie.StartAsync();
        jamie.Slack.Mention("general", "oncall", "");
        var command = jamie.Slack.Slash("oncall", "general", "/ask-jamie", "");
        var welcome = await jamie.Slack.Messages.WhenAsync(message => message.Text.Contains("Ask me anything", StringComparison.Ordinal), Limits.Token);
        Assert.That(welcome.EphemeralFor, Is.EqualTo(jamie.Slack.User("oncall").Id));
        await command.WhenRepliedAsync(message => message.Text.Contains("/ask-jamie why", StringComparison.Ordinal), Limits.Token);
        Assert.That(jamie.Model.Record.Requests.Where(request => request.Messages is { Count: > 0 }), Is.Empty, "the model was not asked");
    }

    [Test]
    public async Task A_model_that_is_not_there_is_said_plainly_with_an_id_to_find_it_by()
    {
        await using var jamie = await RunningJamie.StartAsync(settings: "Ollama:Model=nobody-pulled-me");
        var ts = jamie.Slack.Mention("general", "oncall", "anyone home?");
        var answer = await jamie.WhenAnsweredAsync(ts, text => text.Contains("Sorry", StringComparison.Ordinal));
        Assert.That(answer.Text, Does.Match(@"not installed on the model server.*\(answer [0-9a-z]{10}\)"));
    }

    [Test]
    public async Task A_long_answer_arrives_whole_in_several_messages_and_pings_nobody()
    {
        var whole = string.Concat(Enumerable.Range(0, 2000).Select(i => $"line {i} of <!channel> & more\n"));
        await using var jamie = await RunningJamie.StartAsync(modelOptions: new ModelServerOptions { Answer = _ => whole, TokenDelay = TimeSpan.Zero });
        var ts = jamie.Slack.Mention("general", "oncall", "tell me everything");

        await jamie.WhenAnsweredAsync(ts, text => text.Contains("line 1999 ", StringComparison.Ordinal));

        var parts = jamie.Slack.Messages.Thread(jamie.Slack.Channel("general").Id, ts).Where(message => message.BotId is not null).ToList();
        var said = string.Concat(parts.Select(part => part.Said));
        Assert.That(Enumerable.Range(0, 2000).Where(i => !said.Contains($"line {i} of ", StringComparison.Ordinal)), Is.Empty);
        Assert.That(parts, Has.All.Property(nameof(SlackMessage.Text)).Not.Contains("<!channel>").And.All.Property(nameof(SlackMessage.Said)).Not.Contains("<!channel>"));
    }

    [Test]
    public async Task A_slow_answer_is_seen_growing_and_ends_whole()
    {
        var steps = new List<string>();
        await using var jamie = await RunningJamie.StartAsync(
            modelOptions: new ModelServerOptions { TokenDelay = TimeSpan.FromMilliseconds(20) }, settings: ["Slack:FirstWordsAfter=00:00:00.150", "Slack:ProgressInterval=00:00:00.1"]);
        jamie.Slack.Messages.Changed += (_, change) =>
        {
            if (change.After is { BotId: not null } message) steps.Add(message.Text);
        };
        var ts = jamie.Slack.Mention("general", "oncall", "slowly please");
        await jamie.WhenAnsweredAsync(ts, text => text.EndsWith("…”.", StringComparison.Ordinal));
        Assert.That(steps, Has.Count.GreaterThan(2));
        Assert.That(jamie.Slack.Messages.Thread(jamie.Slack.Channel("general").Id, ts), Has.Count.EqualTo(2), "one message, edited");
    }
}

using System.Text.Json;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class ChatMethodsTests
{
    private static readonly object Section = new { type = "section", text = new { type = "mrkdwn", text = "hi" } };

    [Test]
    public async Task A_posted_message_is_seen_in_its_thread_with_its_metadata()
    {
        await using var app = await RawSlackApp.StartAsync();
        var question = app.Slack.Mention("#incidents", "oncall", "why?");
        var reply = await app.CallAsync("chat.postMessage", new
        {
            channel = app.Incidents,
            text = "because",
            thread_ts = question,
            metadata = new { event_type = "jamie_answer", event_payload = new { id = "q1" } },
        });
        var answer = app.Slack.Messages.Thread(app.Incidents, question)[1];
        Assert.That(answer.Text, Is.EqualTo("because"));
        Assert.That(answer.Ts, Is.EqualTo((string?)reply["ts"]));
        Assert.That(answer.BotId, Is.EqualTo(app.Slack.Team.BotId));
        Assert.That(answer.Metadata!.Value.GetProperty("event_payload").GetProperty("id").GetString(), Is.EqualTo("q1"));
        Assert.That((string?)reply["message"]!["thread_ts"], Is.EqualTo(question));
    }

    [Test]
    public async Task Timestamps_are_unique_increasing_and_look_like_Slacks()
    {
        await using var app = await RawSlackApp.StartAsync(new() { Time = new ManualTimeProvider() });
        string[] timestamps = [await app.PostAsync("a"), app.Slack.Say("#general", "oncall", "b"), await app.PostAsync("c")];
        Assert.That(timestamps, Is.Ordered.And.Unique.And.All.Matches("^[0-9]{10}[.][0-9]{6}$"));
    }

    [TestCase(40_000, null)]
    [TestCase(40_001, "message_truncated")]
    public async Task Text_over_40000_characters_is_cut_with_a_warning(int length, string? warning)
    {
        await using var app = await RawSlackApp.StartAsync();
        var reply = await app.CallAsync("chat.postMessage", new { channel = app.Incidents, text = new string('a', length) });
        Assert.That((string?)reply["warning"], Is.EqualTo(warning));
        Assert.That(app.Slack.Messages.In(app.Incidents).Single().Text, Has.Length.EqualTo(40_000));
    }

    public static IEnumerable<TestCaseData> Refused()
    {
        yield return Case("nothing", "no_text", new { });
        yield return Case("no blocks", "no_text", new { blocks = Array.Empty<object>() });
        yield return Case("text and markdown", "markdown_text_conflict", new { text = "a", markdown_text = "b" });
        yield return Case("long markdown", "msg_too_long", new { markdown_text = new string('a', 12_001) });
        yield return Case("51 blocks", "invalid_blocks", new { blocks = Enumerable.Repeat(Section, 51) });
        yield return Case("an object as blocks", "invalid_blocks_format", new { blocks = "{}" });
        yield return Case("broken JSON as blocks", "invalid_blocks_format", new { blocks = "[{" });
        yield return Case("metadata without a type", "invalid_metadata_format", new { text = "a", metadata = new { id = 1 } });
        yield return Case("zero as thread_ts", "invalid_thread_ts", new { text = "a", thread_ts = "0" });

        static TestCaseData Case(string what, string error, object arguments) =>
            new TestCaseData(error, arguments).SetArgDisplayNames(what);
    }

    [TestCaseSource(nameof(Refused))]
    public async Task A_message_that_breaks_the_rules_is_refused(string error, object arguments)
    {
        await using var app = await RawSlackApp.StartAsync();
        var call = JsonSerializer.SerializeToNode(arguments)!.AsObject();
        call["channel"] = app.Incidents;
        Assert.That(await app.ErrorAsync("chat.postMessage", call), Is.EqualTo(error));
        Assert.That(app.Slack.Messages.In(app.Incidents), Is.Empty);
    }

    [TestCase("C404", "channel_not_found")]
    [TestCase("COLD", "is_archived")]
    [TestCase("CFAR", "not_in_channel")]
    public async Task A_channel_where_the_bot_cannot_write_says_so(string channel, string error)
    {
        await using var app = await RawSlackApp.StartAsync();
        app.Slack.AddChannel(new SlackChannel("COLD", "old") { IsArchived = true });
        app.Slack.AddChannel(new SlackChannel("CFAR", "far") { BotIsMember = false });
        Assert.That(await app.ErrorAsync("chat.postMessage", new { channel, text = "hi" }), Is.EqualTo(error));
    }

    [Test]
    public async Task A_users_id_means_the_direct_message_with_that_user()
    {
        await using var app = await RawSlackApp.StartAsync();
        var user = app.Slack.User("oncall");
        var reply = await app.CallAsync("chat.postMessage", new { channel = user.Id, text = "psst" });
        Assert.That((string?)reply["channel"], Is.EqualTo(user.DirectChannel));
    }

    [Test]
    public async Task A_reply_to_a_parent_that_is_not_there_is_accepted_and_seen_nowhere()
    {
        await using var app = await RawSlackApp.StartAsync();
        var reply = await app.CallAsync(
            "chat.postMessage", new { channel = app.Incidents, text = "hello?", thread_ts = "1700000000.000100" });
        Assert.That((bool)reply["ok"]!, Is.True);
        var history = await app.CallAsync("conversations.history", new { channel = app.Incidents });
        Assert.That(history["messages"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Updating_the_text_removes_the_blocks_and_keeps_the_metadata()
    {
        await using var app = await RawSlackApp.StartAsync();
        var metadata = new { event_type = "jamie_answer", event_payload = new { } };
        var draft = new { channel = app.Incidents, blocks = new[] { Section }, metadata };
        var posted = await app.CallAsync("chat.postMessage", draft);
        var ts = (string)posted["ts"]!;
        await app.CallAsync("chat.update", new { channel = app.Incidents, ts, text = "done" });
        var message = app.Slack.Messages.Find(app.Incidents, ts)!;
        Assert.That(message.Text, Is.EqualTo("done"));
        Assert.That(message.EditedTs, Is.Not.Null);
        Assert.That(message.Blocks, Is.Null);
        Assert.That(message.Metadata, Is.Not.Null);
    }

    [Test]
    public async Task Updating_the_blocks_keeps_the_text()
    {
        await using var app = await RawSlackApp.StartAsync();
        var ts = await app.PostAsync("kept");
        await app.CallAsync("chat.update", new { channel = app.Incidents, ts, blocks = new[] { Section } });
        var message = app.Slack.Messages.Find(app.Incidents, ts)!;
        Assert.That(message.Text, Is.EqualTo("kept"));
        Assert.That(message.Blocks, Is.Not.Null);
    }

    [TestCase(4_000, null)]
    [TestCase(4_001, "msg_too_long")]
    public async Task An_update_has_at_most_4000_characters(int length, string? error)
    {
        await using var app = await RawSlackApp.StartAsync();
        var ts = await app.PostAsync("short");
        var reply = await app.CallAsync("chat.update", new { channel = app.Incidents, ts, text = new string('a', length) });
        Assert.That((string?)reply["error"], Is.EqualTo(error));
    }

    [TestCase("chat.update", "cant_update_message")]
    [TestCase("chat.delete", "cant_delete_message")]
    public async Task The_bot_changes_only_its_own_messages(string method, string error)
    {
        await using var app = await RawSlackApp.StartAsync();
        var theirs = app.Slack.Say("#incidents", "oncall", "mine");
        var reply = await app.CallAsync(method, new { channel = app.Incidents, ts = theirs, text = "yours" });
        Assert.That((string?)reply["error"], Is.EqualTo(error));
        var lost = await app.CallAsync(method, new { channel = app.Incidents, ts = "1700000000.000100", text = "gone" });
        Assert.That((string?)lost["error"], Is.EqualTo("message_not_found"));
    }

    [Test]
    public async Task A_deleted_message_is_gone()
    {
        await using var app = await RawSlackApp.StartAsync();
        var ts = await app.PostAsync("oops");
        Assert.That((bool)(await app.CallAsync("chat.delete", new { channel = app.Incidents, ts }))["ok"]!, Is.True);
        Assert.That(app.Slack.Messages.Find(app.Incidents, ts), Is.Null);
    }

    [Test]
    public async Task An_ephemeral_message_is_seen_by_one_user_and_cannot_be_updated()
    {
        await using var app = await RawSlackApp.StartAsync();
        var user = app.Slack.User("oncall").Id;
        var reply = await app.CallAsync("chat.postEphemeral", new { channel = app.Incidents, user, text = "only you" });
        var ts = (string?)reply["message_ts"];
        Assert.That(app.Slack.Messages.EphemeralFor(user).Single().Ts, Is.EqualTo(ts));
        var history = await app.CallAsync("conversations.history", new { channel = app.Incidents });
        Assert.That(history["messages"]!.AsArray(), Is.Empty);
        var update = await app.CallAsync("chat.update", new { channel = app.Incidents, ts, text = "all" });
        Assert.That((string?)update["error"], Is.EqualTo("message_not_found"));
        var stranger = await app.CallAsync("chat.postEphemeral", new { channel = app.Incidents, user = "U404", text = "hi" });
        Assert.That((string?)stranger["error"], Is.EqualTo("user_not_in_channel"));
    }
}

using System.Text.Json.Nodes;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class StreamTests
{
    [Test]
    public async Task A_streamed_message_grows_in_its_thread_and_ends_with_blocks_and_metadata()
    {
        await using var app = await RawSlackApp.StartAsync();
        var (question, ts) = await StartAsync(app, "Because ");
        var seen = app.Slack.Messages.Thread(app.Incidents, question)[1];
        Assert.That(seen, Has.Property("Text").EqualTo("Because ").And.Property("Stream").EqualTo(SlackStreamState.InProgress));
        await app.CallAsync("chat.appendStream", new { channel = app.Incidents, ts, markdown_text = "**memory**" });
        var stopped = await app.CallAsync("chat.stopStream", new
        {
            channel = app.Incidents,
            ts,
            markdown_text = ".",
            blocks = new[] { new { type = "divider" } },
            metadata = new { event_type = "jamie_answer", event_payload = new { id = "q1" } },
        });
        Assert.That((string?)stopped["message"]!["text"], Is.EqualTo("Because **memory**."));
        Assert.That((string?)stopped["message"]!["streaming_state"], Is.EqualTo("completed"));
        var whole = app.Slack.Messages.Find(app.Incidents, ts)!;
        Assert.That(whole.Stream, Is.EqualTo(SlackStreamState.Completed));
        Assert.That(whole.EditedTs, Is.Null);
        Assert.That(whole.Metadata, Is.Not.Null);
        var types = whole.Blocks!.Value.EnumerateArray().Select(block => block.GetProperty("type").GetString());
        Assert.That(types, Is.EqualTo(new[] { "markdown", "divider" }));
    }

    [Test]
    public async Task A_test_sees_when_the_first_words_could_be_read()
    {
        var time = new ManualTimeProvider();
        await using var app = await RawSlackApp.StartAsync(new() { Time = time });
        var asked = time.GetUtcNow();
        var (_, ts) = await StartAsync(app, text: null);
        time.Advance(TimeSpan.FromSeconds(2));
        await app.CallAsync("chat.appendStream", new { channel = app.Incidents, ts, markdown_text = "Because" });
        var versions = app.Slack.Messages.VersionsOf(app.Incidents, ts);
        Assert.That(versions.Select(version => version.Text), Is.EqualTo(new[] { "", "Because" }));
        Assert.That(versions.First(version => version.Text.Length > 0).ShownAt - asked, Is.EqualTo(TimeSpan.FromSeconds(2)));
    }

    [TestCase("thread_ts", "invalid_arguments")]
    [TestCase("channel", "invalid_arguments")]
    [TestCase("recipient_user_id", "missing_recipient_user_id")]
    [TestCase("recipient_team_id", "missing_recipient_team_id")]
    public async Task A_stream_into_a_channel_needs_its_thread_and_its_reader(string without, string error)
    {
        await using var app = await RawSlackApp.StartAsync();
        var call = Arguments(app, app.Slack.Mention("#incidents", "oncall", "why?"), "Because");
        call.Remove(without);
        Assert.That(await app.ErrorAsync("chat.startStream", call), Is.EqualTo(error));
    }

    [Test]
    public async Task A_stream_into_a_direct_message_needs_no_reader()
    {
        await using var app = await RawSlackApp.StartAsync();
        var thread_ts = app.Slack.DirectMessage("oncall", "why?");
        var channel = app.Slack.User("oncall").DirectChannel;
        var reply = await app.CallAsync("chat.startStream", new { channel, thread_ts });
        Assert.That(app.Slack.Messages.Find(channel, (string)reply["ts"]!)!.IsStreaming, Is.True);
    }

    [TestCase("C404", "channel_not_found")]
    [TestCase("COLD", "is_archived")]
    [TestCase("CFAR", "not_in_channel")]
    public async Task A_stream_goes_where_a_message_may_go(string channel, string error)
    {
        await using var app = await RawSlackApp.StartAsync();
        app.Slack.AddChannel(new SlackChannel("COLD", "old") { IsArchived = true });
        app.Slack.AddChannel(new SlackChannel("CFAR", "far") { BotIsMember = false });
        var call = Arguments(app, app.Slack.Mention("#incidents", "oncall", "why?"), "Because");
        call["channel"] = channel;
        Assert.That(await app.ErrorAsync("chat.startStream", call), Is.EqualTo(error));
    }

    [Test]
    public async Task One_call_brings_at_most_12000_characters()
    {
        await using var app = await RawSlackApp.StartAsync();
        var (_, ts) = await StartAsync(app, "");
        Task<JsonNode> AppendAsync(int length) =>
            app.CallAsync("chat.appendStream", new { channel = app.Incidents, ts, markdown_text = new string('a', length) });
        var tooLongAtOnce = await AppendAsync(12_001);
        Assert.That((string?)tooLongAtOnce["error"], Is.EqualTo("msg_too_long"));
        Assert.That((string?)tooLongAtOnce["response_metadata"]!["messages"]![0], Does.Contain("12001 characters"));
        var tooLongInAll = await AppendAsync(12_000);
        Assert.That((string?)tooLongInAll["error"], Is.EqualTo("msg_too_long"));
        Assert.That(tooLongInAll["response_metadata"], Is.Null);
    }

    [TestCase("a", 10_600)]
    [TestCase("é", 5_300)]
    public async Task As_reported_a_streamed_message_holds_some_10600_bytes(string letter, int fits)
    {
        await using var app = await RawSlackApp.StartAsync();
        var (_, ts) = await StartAsync(app, string.Concat(Enumerable.Repeat(letter, fits - 1)));
        Task<string?> AppendAsync() => app.ErrorAsync("chat.appendStream", new { channel = app.Incidents, ts, markdown_text = letter });
        Assert.That(await AppendAsync(), Is.Null);
        Assert.That(await AppendAsync(), Is.EqualTo("msg_too_long"));
        Assert.That(app.Slack.Messages.Find(app.Incidents, ts)!.Text, Has.Length.EqualTo(fits));
    }

    [Test]
    public async Task As_reported_a_stream_dies_after_five_minutes_and_the_message_can_then_be_updated()
    {
        var time = new ManualTimeProvider();
        await using var app = await RawSlackApp.StartAsync(new() { Time = time });
        var (_, ts) = await StartAsync(app, "half");
        var more = new { channel = app.Incidents, ts, markdown_text = " whole" };
        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.That(await app.ErrorAsync("chat.appendStream", more), Is.Null);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(app.Slack.Messages.Find(app.Incidents, ts)!.Stream, Is.EqualTo(SlackStreamState.Expired));
        Assert.That(await app.ErrorAsync("chat.appendStream", more), Is.EqualTo("message_not_in_streaming_state"));
        Assert.That(await app.ErrorAsync("chat.stopStream", more), Is.EqualTo("message_not_in_streaming_state"));
        Assert.That(await app.ErrorAsync("chat.update", new { channel = app.Incidents, ts, text = "half whole" }), Is.Null);
    }

    [Test]
    public async Task While_it_streams_a_message_can_be_neither_updated_nor_deleted()
    {
        await using var app = await RawSlackApp.StartAsync();
        var (_, ts) = await StartAsync(app, "half");
        var call = new { channel = app.Incidents, ts, text = "whole" };
        Assert.That(await app.ErrorAsync("chat.update", call), Is.EqualTo("streaming_state_conflict"));
        Assert.That(await app.ErrorAsync("chat.delete", call), Is.EqualTo("cant_delete_message"), "as reported");
        await app.CallAsync("chat.stopStream", new { channel = app.Incidents, ts });
        Assert.That(await app.ErrorAsync("chat.update", call), Is.Null);
        Assert.That(app.Slack.Messages.Find(app.Incidents, ts)!.Text, Is.EqualTo("whole"));
    }

    [Test]
    public async Task A_finished_stream_takes_no_more()
    {
        await using var app = await RawSlackApp.StartAsync();
        var (_, ts) = await StartAsync(app, "whole");
        var more = new { channel = app.Incidents, ts, markdown_text = "more" };
        await app.CallAsync("chat.stopStream", new { channel = app.Incidents, ts });
        Assert.That(await app.ErrorAsync("chat.appendStream", more), Is.EqualTo("message_not_in_streaming_state"));
        Assert.That(await app.ErrorAsync("chat.stopStream", more), Is.EqualTo("message_not_in_streaming_state"));
        var posted = await app.PostAsync("never a stream");
        Assert.That(await app.ErrorAsync("chat.appendStream", more with { ts = posted }), Is.EqualTo("message_not_in_streaming_state"));
    }

    [Test]
    public async Task The_app_streams_into_its_own_messages_alone()
    {
        await using var app = await RawSlackApp.StartAsync();
        var more = new { channel = app.Incidents, ts = app.Slack.Say("#incidents", "oncall", "mine"), markdown_text = "yours" };
        Assert.That(await app.ErrorAsync("chat.appendStream", more), Is.EqualTo("message_not_owned_by_app"));
        Assert.That(
            await app.ErrorAsync("chat.appendStream", more with { ts = "1700000000.000100" }), Is.EqualTo("message_not_found"));
        var (_, own) = await StartAsync(app, "half");
        Assert.That(await app.ErrorAsync("chat.appendStream", new { channel = app.Incidents, ts = own }), Is.EqualTo("no_text"));
    }

    [Test]
    public async Task As_reported_a_stream_keeps_to_text_or_to_chunks()
    {
        await using var app = await RawSlackApp.StartAsync();
        var (_, ts) = await StartAsync(app, text: null);
        var chunks = new[] { new { type = "markdown_text", text = "chunk" } };
        Assert.That(await app.ErrorAsync("chat.appendStream", new { channel = app.Incidents, ts, chunks }), Is.Null);
        var text = new { channel = app.Incidents, ts, markdown_text = "text" };
        Assert.That(await app.ErrorAsync("chat.appendStream", text), Is.EqualTo("streaming_mode_mismatch"));
        var strange = new { channel = app.Incidents, ts, chunks = new[] { new { type = "marquee" } } };
        Assert.That(await app.ErrorAsync("chat.appendStream", strange), Is.EqualTo("invalid_chunks"));
        Assert.That(app.Slack.Messages.Find(app.Incidents, ts)!.Text, Is.EqualTo("chunk"));
    }

    [Test]
    public async Task The_blocks_at_the_bottom_keep_the_rules()
    {
        await using var app = await RawSlackApp.StartAsync();
        var (_, ts) = await StartAsync(app, "whole");
        var bad = await app.CallAsync("chat.stopStream", new { channel = app.Incidents, ts, blocks = new[] { new { type = "marquee" } } });
        Assert.That((string?)bad["error"], Is.EqualTo("invalid_blocks"));
        Assert.That((string?)bad["response_metadata"]!["messages"]![0], Does.Contain("marquee"));
        Assert.That(app.Slack.Messages.Find(app.Incidents, ts)!.IsStreaming, Is.True);
    }

    [Test]
    public async Task The_app_hears_the_beginning_and_the_end_of_its_own_stream()
    {
        await using var app = await RawSlackApp.StartAsync();
        var (question, ts) = await StartAsync(app, "half");
        using var socket = await app.ConnectAsync();
        await app.CallAsync("chat.appendStream", new { channel = app.Incidents, ts, markdown_text = " whole" });
        await app.CallAsync("chat.stopStream", new { channel = app.Incidents, ts });
        var ended = (await socket.ReceiveAsync())["payload"]!["event"]!;
        Assert.That((string?)ended["subtype"], Is.EqualTo("message_changed"));
        Assert.That((string?)ended["message"]!["text"], Is.EqualTo("half whole"));
        Assert.That((string?)ended["message"]!["thread_ts"], Is.EqualTo(question));
        Assert.That(ended["message"]!["edited"], Is.Null);
        Assert.That((string?)ended["previous_message"]!["streaming_state"], Is.EqualTo("in_progress"));
    }

    [TestCase("chat.startStream", 20)]
    [TestCase("chat.appendStream", 100)]
    public async Task Streams_have_their_own_tiers(string method, int perMinute)
    {
        await using var app = await RawSlackApp.StartAsync(new() { RateLimits = true, Time = new ManualTimeProvider() });
        string? error = null;
        var calls = 0;
        while (error != "ratelimited" && calls <= perMinute)
        {
            error = await app.ErrorAsync(method, new { });
            calls++;
        }

        Assert.That(calls - 1, Is.EqualTo(perMinute));
    }

    private static JsonObject Arguments(RawSlackApp app, string question, string? text) => new()
    {
        ["channel"] = app.Incidents,
        ["thread_ts"] = question,
        ["recipient_user_id"] = app.Slack.User("oncall").Id,
        ["recipient_team_id"] = app.Slack.Team.Id,
        ["markdown_text"] = text,
    };

    private static async Task<(string Question, string Ts)> StartAsync(RawSlackApp app, string? text)
    {
        var question = app.Slack.Mention("#incidents", "oncall", "why?");
        var started = await app.CallAsync("chat.startStream", Arguments(app, question, text));
        Assert.That((string?)started["channel"], Is.EqualTo(app.Incidents), started.ToJsonString());
        return (question, (string)started["ts"]!);
    }
}

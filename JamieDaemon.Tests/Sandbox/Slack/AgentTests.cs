using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class AgentTests
{
    [Test]
    public async Task A_member_stops_what_streams_and_the_app_is_told()
    {
        await using var app = await RawSlackApp.StartAsync();
        var (question, ts) = await StreamAsync(app);
        using var socket = await app.ConnectAsync();
        Assert.That(app.Slack.Agent.PressStop("oncall", "#incidents", question), Is.True);
        Assert.That(app.Slack.Messages.Find(app.Incidents, ts)!.Stream, Is.EqualTo(SlackStreamState.StoppedByUser));
        Assert.That((string?)(await socket.ReceiveAsync())["payload"]!["event"]!["subtype"], Is.EqualTo("message_changed"));
        var stopped = (await socket.ReceiveAsync())["payload"]!["event"]!;
        Assert.That((string?)stopped["type"], Is.EqualTo("agent_session_stopped"));
        Assert.That((string?)stopped["channel"], Is.EqualTo(app.Incidents));
        Assert.That((string?)stopped["thread_ts"], Is.EqualTo(question));
        Assert.That((string?)stopped["user"], Is.EqualTo(app.Slack.User("oncall").Id));
        Assert.That(stopped["streaming_message_ts"]!.AsArray().Select(each => (string?)each), Is.EqualTo(new[] { ts }));
    }

    [Test]
    public async Task As_reported_after_a_stop_the_stream_answers_stopped_by_user_and_the_message_can_be_updated()
    {
        await using var app = await RawSlackApp.StartAsync();
        var (question, ts) = await StreamAsync(app);
        app.Slack.Agent.PressStop("oncall", "#incidents", question);
        var more = new { channel = app.Incidents, ts, markdown_text = "more" };
        Assert.That(await app.ErrorAsync("chat.appendStream", more), Is.EqualTo("stopped_by_user"));
        Assert.That(await app.ErrorAsync("chat.stopStream", more), Is.EqualTo("stopped_by_user"));
        Assert.That(await app.ErrorAsync("chat.update", new { channel = app.Incidents, ts, text = "stopped" }), Is.Null);
    }

    [Test]
    public async Task A_session_that_is_processing_shows_Stop_until_the_app_says_otherwise()
    {
        await using var app = await RawSlackApp.StartAsync();
        var thread_ts = app.Slack.Mention("#incidents", "oncall", "why?");
        Assert.That(app.Slack.Agent.PressStop("oncall", "#incidents", thread_ts), Is.False);
        var processing = new { channel_id = app.Incidents, thread_ts, status = "processing", title = "Why" };
        var reply = await app.CallAsync("agents.sessions.setStatus", processing);
        Assert.That((string?)reply["status"], Is.EqualTo("processing"));
        Assert.That((string?)reply["title"], Is.EqualTo("Why"));
        using var socket = await app.ConnectAsync();
        Assert.That(app.Slack.Agent.PressStop("oncall", "#incidents", thread_ts), Is.True);
        var stopped = (await socket.ReceiveAsync())["payload"]!["event"]!;
        Assert.That(stopped["streaming_message_ts"]!.AsArray(), Is.Empty);
        Assert.That(app.Slack.Threads.Of(app.Incidents, thread_ts).Session, Is.EqualTo("processing"));
        await app.CallAsync("agents.sessions.setStatus", processing with { status = "active" });
        Assert.That(app.Slack.Agent.ShowsStop("#incidents", thread_ts), Is.False);
    }

    [Test]
    public async Task A_stream_begins_the_session_and_its_end_frees_it()
    {
        await using var app = await RawSlackApp.StartAsync();
        var (question, ts) = await StreamAsync(app);
        Assert.That(app.Slack.Threads.Of(app.Incidents, question).Session, Is.EqualTo("processing"));
        await app.CallAsync("chat.stopStream", new { channel = app.Incidents, ts, session_status = "suspended" });
        Assert.That(app.Slack.Threads.Of(app.Incidents, question).Session, Is.EqualTo("suspended"));
    }

    [Test]
    public async Task Without_the_subscription_there_is_a_warning_and_no_Stop()
    {
        await using var app = await RawSlackApp.StartAsync(new() { BotEvents = new HashSet<string> { "app_mention" } });
        var thread_ts = app.Slack.Mention("#incidents", "oncall", "why?");
        var reply = await app.CallAsync(
            "agents.sessions.setStatus", new { channel_id = app.Incidents, thread_ts, status = "processing" });
        Assert.That((string?)reply["warning"], Is.EqualTo("missing_agent_session_stopped_event_subscription"));
        Assert.That(app.Slack.Agent.PressStop("oncall", "#incidents", thread_ts), Is.False);
    }

    [TestCase("C404", "1700000000.000100", "processing", "channel_not_found")]
    [TestCase("CFAR", "1700000000.000100", "processing", "not_authorized")]
    [TestCase("incidents", "", "processing", "thread_ts_required")]
    [TestCase("incidents", "1700000000.000100", "thinking hard", "invalid_status")]
    public async Task A_session_has_its_rules(string channel, string thread_ts, string status, string error)
    {
        await using var app = await RawSlackApp.StartAsync();
        app.Slack.AddChannel(new SlackChannel("CFAR", "far") { BotIsMember = false });
        var call = new { channel_id = channel == "incidents" ? app.Incidents : channel, thread_ts, status };
        Assert.That(await app.ErrorAsync("agents.sessions.setStatus", call), Is.EqualTo(error));
    }

    [Test]
    public async Task A_session_that_exists_can_be_renamed()
    {
        await using var app = await RawSlackApp.StartAsync();
        var call = new { channel_id = app.Incidents, thread_ts = app.Slack.Mention("#incidents", "oncall", "why?"), title = "Why" };
        Assert.That(await app.ErrorAsync("agents.sessions.rename", call), Is.EqualTo("session_not_found"));
        await app.CallAsync("agents.sessions.setStatus", new { call.channel_id, call.thread_ts, status = "active" });
        Assert.That((string?)(await app.CallAsync("agents.sessions.rename", call))["title"], Is.EqualTo("Why"));
        Assert.That(app.Slack.Threads.Of(app.Incidents, call.thread_ts).Title, Is.EqualTo("Why"));
    }

    [TestCase(SlackAppKind.Plain)]
    [TestCase(SlackAppKind.Assistant)]
    public async Task Only_an_agent_has_sessions_but_every_app_may_stream(SlackAppKind kind)
    {
        await using var app = await RawSlackApp.StartAsync(new() { AppKind = kind });
        var (question, ts) = await StreamAsync(app);
        var call = new { channel_id = app.Incidents, thread_ts = question, status = "processing" };
        Assert.That(await app.ErrorAsync("agents.sessions.setStatus", call), Is.EqualTo("feature_disabled"));
        Assert.That(app.Slack.Agent.PressStop("oncall", "#incidents", question), Is.False);
        Assert.That(await app.ErrorAsync("chat.stopStream", new { channel = app.Incidents, ts }), Is.Null);
    }

    private static async Task<(string Question, string Ts)> StreamAsync(RawSlackApp app)
    {
        var question = app.Slack.Mention("#incidents", "oncall", "why?");
        var started = await app.CallAsync("chat.startStream", new
        {
            channel = app.Incidents,
            thread_ts = question,
            recipient_user_id = app.Slack.User("oncall").Id,
            recipient_team_id = app.Slack.Team.Id,
            markdown_text = "half",
        });
        return (question, (string)started["ts"]!);
    }
}

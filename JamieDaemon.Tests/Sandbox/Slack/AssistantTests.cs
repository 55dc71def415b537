using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class AssistantTests
{
    private static readonly object Prompt = new { title = "Restarts", message = "why does checkout restart?" };

    [Test]
    public async Task A_status_goes_when_the_app_answers_in_the_thread_or_after_two_minutes()
    {
        var time = new ManualTimeProvider();
        await using var app = await RawSlackApp.StartAsync(new() { Time = time });
        var thread_ts = app.Slack.Say("#incidents", "oncall", "why?");
        var thinking = new { channel_id = app.Incidents, thread_ts, status = "is thinking…" };
        await app.CallAsync("assistant.threads.setStatus", thinking);
        Assert.That(app.Slack.Threads.StatusOf(app.Incidents, thread_ts), Is.EqualTo("is thinking…"));
        app.Slack.Say("#incidents", "developer", "me too", thread_ts);
        Assert.That(app.Slack.Threads.StatusOf(app.Incidents, thread_ts), Is.Not.Null);
        await app.PostAsync("because", thread_ts);
        Assert.That(app.Slack.Threads.StatusOf(app.Incidents, thread_ts), Is.Null);
        await app.CallAsync("assistant.threads.setStatus", thinking with { status = "is writing…" });
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.That(
            app.Slack.Threads.StatusesOf(app.Incidents, thread_ts), Is.EqualTo(new[] { "is thinking…", null, "is writing…", null }));
        var lapsed = app.Slack.Threads.VersionsOf(app.Incidents, thread_ts)[^1];
        Assert.That(lapsed.ShownAt, Is.EqualTo(time.GetUtcNow()));
    }

    [Test]
    public async Task A_status_that_is_set_again_lives_on()
    {
        var time = new ManualTimeProvider();
        await using var app = await RawSlackApp.StartAsync(new() { Time = time });
        var thread_ts = app.Slack.Say("#incidents", "oncall", "why?");
        var thinking = new { channel_id = app.Incidents, thread_ts, status = "is thinking…", loading_messages = new[] { "reading logs" } };
        await app.CallAsync("assistant.threads.setStatus", thinking);
        time.Advance(TimeSpan.FromSeconds(90));
        await app.CallAsync("assistant.threads.setStatus", thinking);
        time.Advance(TimeSpan.FromSeconds(90));
        Assert.That(app.Slack.Threads.Of(app.Incidents, thread_ts).LoadingMessages, Is.EqualTo(new[] { "reading logs" }));
        Assert.That(app.Slack.Threads.StatusesOf(app.Incidents, thread_ts), Has.Count.EqualTo(1));
        await app.CallAsync("assistant.threads.setStatus", thinking with { status = "" });
        Assert.That(app.Slack.Threads.StatusOf(app.Incidents, thread_ts), Is.Null);
    }

    [Test]
    public async Task As_reported_a_stream_takes_the_place_of_the_status()
    {
        await using var app = await RawSlackApp.StartAsync();
        var channel = app.Slack.User("oncall").DirectChannel;
        var thread_ts = app.Slack.DirectMessage("oncall", "why?");
        var thinking = new { channel_id = channel, thread_ts, status = "is thinking…" };
        await app.CallAsync("assistant.threads.setStatus", thinking);
        var ts = (string)(await app.CallAsync("chat.startStream", new { channel, thread_ts }))["ts"]!;
        Assert.That(app.Slack.Threads.StatusOf(channel, thread_ts), Is.Null);
        await app.CallAsync("assistant.threads.setStatus", thinking);
        await app.CallAsync("chat.appendStream", new { channel, ts, markdown_text = "because" });
        Assert.That(app.Slack.Threads.StatusOf(channel, thread_ts), Is.Null);
    }

    [TestCase("C404", "channel_not_found")]
    [TestCase("incidents", "invalid_thread_ts")]
    public async Task A_status_needs_a_thread(string channel, string error)
    {
        await using var app = await RawSlackApp.StartAsync();
        var call = new { channel_id = channel == "incidents" ? app.Incidents : channel, thread_ts = "1700000000.000100", status = "…" };
        Assert.That(await app.ErrorAsync("assistant.threads.setStatus", call), Is.EqualTo(error));
    }

    [Test]
    public async Task An_agents_prompts_are_set_without_a_thread_and_as_documented_with_one_nothing_happens()
    {
        await using var app = await RawSlackApp.StartAsync();
        var channel_id = app.Slack.User("oncall").DirectChannel;
        var thread_ts = app.Slack.DirectMessage("oncall", "hi");
        await app.CallAsync("assistant.threads.setSuggestedPrompts", new { channel_id, prompts = new[] { Prompt }, title = "Try" });
        var shown = app.Slack.Threads.Of(channel_id, "");
        Assert.That(shown.PromptsTitle, Is.EqualTo("Try"));
        Assert.That(shown.Prompts.Single().Message, Is.EqualTo("why does checkout restart?"));
        var inThread = new { channel_id, thread_ts, prompts = new[] { Prompt } };
        Assert.That(await app.ErrorAsync("assistant.threads.setSuggestedPrompts", inThread), Is.Null);
        Assert.That(app.Slack.Threads.Of(channel_id, thread_ts).Prompts, Is.Empty);
    }

    [TestCase(4, null)]
    [TestCase(5, "invalid_arguments")]
    public async Task There_are_at_most_four_prompts(int count, string? error)
    {
        await using var app = await RawSlackApp.StartAsync();
        var call = new { channel_id = app.Slack.User("oncall").DirectChannel, prompts = Enumerable.Repeat(Prompt, count) };
        Assert.That(await app.ErrorAsync("assistant.threads.setSuggestedPrompts", call), Is.EqualTo(error));
    }

    [TestCase(SlackAppKind.Plain, false)]
    [TestCase(SlackAppKind.Plain, true)]
    [TestCase(SlackAppKind.Assistant, false)]
    public async Task As_reported_prompts_are_refused_to_an_app_that_is_no_agent(SlackAppKind kind, bool inThread)
    {
        await using var app = await RawSlackApp.StartAsync(new() { AppKind = kind });
        var thread_ts = inThread ? app.Slack.DirectMessage("oncall", "hi") : null;
        var call = new { channel_id = app.Slack.User("oncall").DirectChannel, thread_ts, prompts = new[] { Prompt } };
        Assert.That(await app.ErrorAsync("assistant.threads.setSuggestedPrompts", call), Is.EqualTo("not_agent_app"));
    }

    [Test]
    public async Task An_assistants_thread_is_opened_gets_prompts_and_a_title_and_changes_its_context()
    {
        await using var app = await RawSlackApp.StartAsync(new() { AppKind = SlackAppKind.Assistant });
        using var socket = await app.ConnectAsync();
        var user = app.Slack.User("oncall");
        var thread_ts = app.Slack.Agent.OpenThread("oncall", "#incidents");
        var started = (await socket.ReceiveAsync())["payload"]!["event"]!;
        Assert.That((string?)started["type"], Is.EqualTo("assistant_thread_started"));
        Assert.That((string?)started["assistant_thread"]!["thread_ts"], Is.EqualTo(thread_ts));
        Assert.That((string?)started["assistant_thread"]!["user_id"], Is.EqualTo(user.Id));
        Assert.That((string?)started["assistant_thread"]!["channel_id"], Is.EqualTo(user.DirectChannel));
        Assert.That((string?)started["assistant_thread"]!["context"]!["channel_id"], Is.EqualTo(app.Incidents));
        Assert.That(started["channel"], Is.Null);

        var prompts = new { channel_id = user.DirectChannel, thread_ts, prompts = new[] { Prompt } };
        await app.CallAsync("assistant.threads.setSuggestedPrompts", prompts);
        Assert.That(app.Slack.Threads.Of(user.DirectChannel, thread_ts).Prompts, Has.Count.EqualTo(1));
        await app.CallAsync("assistant.threads.setTitle", new { channel_id = user.DirectChannel, thread_ts, title = "Restarts" });
        Assert.That(app.Slack.Threads.Of(user.DirectChannel, thread_ts).Title, Is.EqualTo("Restarts"));
        var titled = (await socket.ReceiveAsync())["payload"]!["event"]!;
        Assert.That((string?)titled["subtype"], Is.EqualTo("message_changed"));
        Assert.That((string?)titled["message"]!["subtype"], Is.EqualTo("assistant_app_thread"));
        Assert.That((string?)titled["message"]!["assistant_app_thread"]!["title"], Is.EqualTo("Restarts"));

        app.Slack.Agent.ChangeContext("oncall", thread_ts, "#general");
        var changed = (await socket.ReceiveAsync())["payload"]!["event"]!;
        Assert.That((string?)changed["type"], Is.EqualTo("assistant_thread_context_changed"));
        Assert.That((string?)changed["assistant_thread"]!["context"]!["channel_id"], Is.EqualTo(app.Slack.Channel("general").Id));
    }

    [Test]
    public async Task Only_an_assistant_has_threads_to_open()
    {
        await using var app = await RawSlackApp.StartAsync();
        Assert.That(() => app.Slack.Agent.OpenThread("oncall"), Throws.InvalidOperationException);
    }
}

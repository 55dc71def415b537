using System.Text.Json.Nodes;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

/// <summary>Which method needs which scope, as each method's page of Slack's reference says.</summary>
public sealed class ScopeTests
{
    private static readonly TestCaseData[] Methods =
    [
        new("chat.postMessage", "chat:write"),
        new("chat.postEphemeral", "chat:write"),
        new("chat.update", "chat:write"),
        new("chat.delete", "chat:write"),
        new("chat.startStream", "chat:write"),
        new("chat.appendStream", "chat:write"),
        new("chat.stopStream", "chat:write"),
        new("agents.sessions.setStatus", "chat:write"),
        new("agents.sessions.rename", "chat:write"),
        new("assistant.threads.setStatus", "chat:write"),
        new("assistant.threads.setSuggestedPrompts", "assistant:write"),
        new("assistant.threads.setTitle", "assistant:write"),
        new("bots.info", "users:read"),
        new("users.info", "users:read"),
        new("usergroups.list", "usergroups:read"),
        new("usergroups.users.list", "usergroups:read"),
        new("conversations.open", "im:write"),
        new("conversations.info", "channels:read"),
        new("conversations.members", "channels:read"),
        new("users.conversations", "channels:read"),
        new("conversations.history", "channels:history"),
        new("conversations.replies", "channels:history"),
        new("files.info", "files:read"),
        new("reactions.add", "reactions:write"),
        new("auth.test", null),
        new("views.open", null),
        new("views.publish", null),
        new("views.update", null),
    ];

    [TestCaseSource(nameof(Methods))]
    public async Task A_method_says_which_scope_it_needs(string method, string? scope)
    {
        await using var app = await RawSlackApp.StartAsync(new() { BotScopes = new HashSet<string>() });
        var fields = new Dictionary<string, string> { ["channel"] = app.Incidents, ["ts"] = "1700000000.000100" };
        using var form = new FormUrlEncodedContent(fields);
        var reply = await app.ReadAsync(await app.SendAsync(method, form));
        Assert.That((string?)reply["needed"], Is.EqualTo(scope), reply.ToJsonString());
        Assert.That((string?)reply["error"] == "missing_scope", Is.EqualTo(scope is not null));
    }

    [Test]
    public async Task No_method_is_forgotten_here()
    {
        await using var app = await RawSlackApp.StartAsync();
        var known = Methods.Select(method => (string)method.Arguments[0]!).Append("apps.connections.open");
        Assert.That(app.Slack.Methods, Is.EquivalentTo(known));
    }

    private static readonly TestCaseData[] Events =
    [
        Event("app_mention", "app_mentions:read", slack => slack.Mention("#incidents", "oncall", "hi")),
        Event("message.channels", "channels:history", slack => slack.Say("#incidents", "oncall", "hi")),
        Event("message.groups", "groups:history", slack => slack.Say("CPRIVATE", "oncall", "hi")),
        Event("message.im", "im:history", slack => slack.DirectMessage("oncall", "hi")),
        Event("app_home_opened", null, slack => slack.OpenHome("oncall")),
        Event("assistant_thread_started", "assistant:write", slack => slack.Agent.OpenThread("oncall")),
        Event(
            "assistant_thread_context_changed", "assistant:write",
            slack => slack.Agent.ChangeContext("oncall", "1700000000.000100", "#general")),
    ];

    [TestCaseSource(nameof(Events))]
    public async Task An_event_needs_its_subscription_and_its_scope(string @event, string? scope, Action<SlackWorkspace> act)
    {
        Assert.That(await HeardAsync([@event], scope is null ? [] : [scope], act), Is.EqualTo(1));
        Assert.That(await HeardAsync(["reaction_added"], scope is null ? [] : [scope], act), Is.Zero);
        if (scope is not null)
            Assert.That(await HeardAsync([@event], [], act), Is.Zero);
    }

    private static TestCaseData Event(string name, string? scope, Action<SlackWorkspace> act) =>
        new TestCaseData(name, scope, act).SetArgDisplayNames(name);

    /// <summary>How many envelopes an act makes; a command after it marks the end.</summary>
    private static async Task<int> HeardAsync(string[] events, string[] scopes, Action<SlackWorkspace> act)
    {
        await using var app = await RawSlackApp.StartAsync(new()
        {
            AppKind = SlackAppKind.Assistant,
            BotEvents = events.ToHashSet(),
            BotScopes = scopes.ToHashSet(),
        });
        app.Slack.AddChannel(new SlackChannel("CPRIVATE", "private") { IsPrivate = true });
        using var socket = await app.ConnectAsync();
        act(app.Slack);
        app.Slack.Slash("oncall", "#incidents", "/the-end", "");
        var heard = 0;
        JsonNode envelope;
        while ((string?)(envelope = await socket.ReceiveAsync())["type"] != "slash_commands")
        {
            Assert.That((string?)envelope["type"], Is.EqualTo("events_api"));
            heard++;
        }

        return heard;
    }
}

using System.Security.Cryptography.X509Certificates;

namespace JamieDaemon.Sandbox.Slack;

/// <summary>How a loopback workspace behaves; the defaults are Slack's own documented behaviour without rate limits.</summary>
public sealed class SlackWorkspaceOptions
{
    /// <summary>TCP port on the loopback address; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Host in every URL the workspace hands out; it must lead to the loopback address.</summary>
    public string HostName { get; init; } = "127.0.0.1";

    /// <summary>Serves https and wss with this certificate; without one the workspace speaks http and ws.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The one bot token that is accepted.</summary>
    public string BotToken { get; init; } = "xoxb-sandbox";

    /// <summary>The one app-level token that is accepted.</summary>
    public string AppToken { get; init; } = "xapp-sandbox";

    /// <summary>Scopes the bot token was granted; a call that needs another answers <c>missing_scope</c>.</summary>
    public IReadOnlySet<string> BotScopes { get; init; } = new HashSet<string>
    {
        "app_mentions:read", "assistant:write", "channels:history", "channels:read", "chat:write", "commands", "files:read",
        "groups:history", "groups:read", "im:history", "im:read", "im:write", "mpim:history", "mpim:read", "reactions:write", "usergroups:read", "users:read",
    };

    /// <summary>Scopes the app-level token was granted.</summary>
    public IReadOnlySet<string> AppScopes { get; init; } = new HashSet<string> { "connections:write" };

    /// <summary>Events the app subscribed to, as the manifest's <c>bot_events</c> lists them; null for all.</summary>
    public IReadOnlySet<string>? BotEvents { get; init; }

    /// <summary>Whether the app is an agent, an older assistant, or neither.</summary>
    public SlackAppKind AppKind { get; init; } = SlackAppKind.Agent;

    /// <summary>Tells the app about its own messages and edits, as Slack does; off saves traffic in load runs.</summary>
    public bool EchoBotMessages { get; init; } = true;

    /// <summary>Enforces Slack's published rate limits (https://docs.slack.dev/apis/web-api/rate-limits).</summary>
    public bool RateLimits { get; init; }

    /// <summary>
    /// Factor on Slack's long waits: the 60 s and 300 s before a redelivery and the 10 s a refreshed socket stays open.
    /// The 3 s for an ack and the 30 s between pings are what clients are built on, so they are never scaled.
    /// </summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>Appends a timestamp to pongs, as Slack does: https://github.com/slackapi/node-slack-sdk/issues/2254.</summary>
    public bool AlterPongs { get; init; } = true;

    /// <summary>Hears of every request as it came: its path, its headers and its body.</summary>
    public Action<string>? Received { get; init; }

    /// <summary>Whether the app is subscribed to that event.</summary>
    internal bool Subscribes(string botEvent) => BotEvents?.Contains(botEvent) ?? true;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Seed of every random choice: which calls fail, which of them take effect.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What goes wrong from the first moment on; it can be changed while the workspace runs.</summary>
    public SlackFaults Faults { get; init; } = new();
}

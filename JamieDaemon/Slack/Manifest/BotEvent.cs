namespace JamieDaemon.Slack.Manifest;

/// <summary>An event that Jamie subscribes to, and the scope without which Slack does not send it.</summary>
/// <seealso href="https://docs.slack.dev/reference/events"/>
internal sealed record BotEvent(string Name, string? Scope)
{
    public static readonly IReadOnlyList<BotEvent> All =
    [
        new("app_mention", "app_mentions:read"),
        new("app_home_opened", null),
        new("message.channels", "channels:history"),
        new("message.groups", "groups:history"),
        new("message.im", "im:history"),
        new("message.mpim", "mpim:history"),
        new("assistant_thread_started", "assistant:write") { When = static options => options.AgentView },
        new("assistant_thread_context_changed", "assistant:write") { When = static options => options.AgentView },
        new("agent_session_stopped", "assistant:write") { When = static options => options.AgentView },
    ];

    /// <summary>With which settings Jamie listens to it.</summary>
    public Func<SlackOptions, bool> When { get; private init; } = static _ => true;
}

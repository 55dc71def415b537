using JamieDaemon.Sandbox.Slack.SocketMode;

namespace JamieDaemon.Sandbox.Slack.Events;

/// <summary>Decides which events the app hears about, as its subscriptions, scopes and memberships allow.</summary>
internal sealed class EventFeed(
    SlackWorkspaceOptions options, SlackTeam team, SlackMessageStore messages, EventWriter events, Deliveries deliveries)
{
    private readonly string _botMention = $"<@{team.BotUserId}>";

    public void Posted(SlackChannel channel, SlackMessage message)
    {
        // In a direct message Slack sends message.im alone, even when the text names the bot.
        var isMention = channel.DirectUser is null && message.ClientMessageId is not null
            && message.Text.Contains(_botMention, StringComparison.Ordinal);
        if (isMention && channel.BotIsMember && Hears("app_mention", "app_mentions:read"))
            deliveries.Send(Envelope.Event(events.AppMention(channel, message)));
        if (HearsMessages(channel, message))
            deliveries.Send(Envelope.Event(events.Message(channel, message, RootOf(message))));
    }

    public void Changed(SlackChannel channel, SlackMessage before, SlackMessage after)
    {
        if (HearsMessages(channel, after))
            deliveries.Send(Envelope.Event(events.MessageChanged(channel, before, after)));
    }

    public void Deleted(SlackChannel channel, SlackMessage before)
    {
        if (HearsMessages(channel, before))
            deliveries.Send(Envelope.Event(events.MessageDeleted(channel, before)));
    }

    public void HomeOpened(SlackUser user, string tab)
    {
        if (options.Subscribes("app_home_opened"))
            deliveries.Send(Envelope.Event(events.AppHomeOpened(user, tab)));
    }

    /// <summary>A member pressed Slack's own Stop button.</summary>
    public void SessionStopped(SlackUser user, SlackChannel channel, string threadTs, IReadOnlyList<string> streams)
    {
        if (options.Subscribes("agent_session_stopped"))
            deliveries.Send(Envelope.Event(events.AgentSessionStopped(user, channel, threadTs, streams)));
    }

    public void AssistantThreadStarted(SlackUser user, string threadTs, SlackChannel? context)
    {
        if (Hears("assistant_thread_started", "assistant:write"))
            deliveries.Send(Envelope.Event(events.AssistantThread("assistant_thread_started", user, threadTs, context)));
    }

    public void AssistantContextChanged(SlackUser user, string threadTs, SlackChannel context)
    {
        if (Hears("assistant_thread_context_changed", "assistant:write"))
            deliveries.Send(Envelope.Event(events.AssistantThread("assistant_thread_context_changed", user, threadTs, context)));
    }

    private SlackMessage? RootOf(SlackMessage message) =>
        message is { IsBroadcast: true, ThreadTs: { } threadTs } ? messages.Find(message.Channel, threadTs) : null;

    private bool HearsMessages(SlackChannel channel, SlackMessage message) =>
        message.EphemeralFor is null
        && channel.BotIsMember
        && (message.BotId != team.BotId || options.EchoBotMessages)
        && Hears("message." + channel.Family, channel.Family + ":history");

    private bool Hears(string subscription, string scope) =>
        options.Subscribes(subscription) && options.BotScopes.Contains(scope);
}

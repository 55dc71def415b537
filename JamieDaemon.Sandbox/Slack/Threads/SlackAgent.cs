using JamieDaemon.Sandbox.Slack.Events;
using JamieDaemon.Sandbox.Slack.Streams;

namespace JamieDaemon.Sandbox.Slack.Threads;

/// <summary>What members do with the app where Slack shows it as an agent or an assistant.</summary>
public sealed class SlackAgent
{
    private readonly SlackWorkspaceOptions _options;
    private readonly SlackTeam _team;
    private readonly SlackDirectory _directory;
    private readonly SlackMessageStore _messages;
    private readonly SlackThreads _threads;
    private readonly MessageStreams _streams;
    private readonly EventFeed _events;

    internal SlackAgent(
        SlackWorkspaceOptions options, SlackTeam team, SlackDirectory directory, SlackMessageStore messages, SlackThreads threads,
        MessageStreams streams, EventFeed events)
    {
        _options = options;
        _team = team;
        _directory = directory;
        _messages = messages;
        _threads = threads;
        _streams = streams;
        _events = events;
    }

    /// <summary>
    /// Whether Slack shows its own Stop button in a thread: for an agent that is subscribed to <c>agent_session_stopped</c>, while
    /// its session is processing, which a stream sees to by itself.
    /// </summary>
    public bool ShowsStop(string channel, string threadTs) =>
        _options.AppKind == SlackAppKind.Agent && _options.Subscribes("agent_session_stopped")
        && _threads.Of(_directory.ChannelCalled(channel).Id, threadTs).Session == AgentSession.Processing;

    /// <summary>
    /// A member presses Stop: what the app streams in the thread ends, and the app is told. The session stays processing until the
    /// app says otherwise. False when there is no such button.
    /// </summary>
    public bool PressStop(string user, string channel, string threadTs)
    {
        if (!ShowsStop(channel, threadTs))
            return false;
        var place = _directory.ChannelCalled(channel);
        _events.SessionStopped(_directory.UserCalled(user), place, threadTs, _streams.StopByUser(place, threadTs, _team.BotId));
        return true;
    }

    /// <summary>A member opens a thread with the assistant, while looking at that channel; the thread's ts comes back.</summary>
    public string OpenThread(string user, string? context = null)
    {
        if (_options.AppKind != SlackAppKind.Assistant)
            throw new InvalidOperationException("Only an assistant app has assistant threads.");
        var member = _directory.UserCalled(user);
        var root = _messages.Add(new SlackMessage
        {
            Channel = member.DirectChannel,
            User = _team.BotUserId,
            Text = "New chat",
            Subtype = "assistant_app_thread",
        });
        _events.AssistantThreadStarted(member, root.Ts, context is null ? null : _directory.ChannelCalled(context));
        return root.Ts;
    }

    /// <summary>A member looks at another channel while a thread with the assistant is open.</summary>
    public void ChangeContext(string user, string threadTs, string context) =>
        _events.AssistantContextChanged(_directory.UserCalled(user), threadTs, _directory.ChannelCalled(context));
}

using JamieDaemon.Answering;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;

namespace JamieDaemon.Slack.Intake;

/// <summary>Reads what happens around a conversation: tabs opened, assistant threads begun, Slack's own Stop button pressed.</summary>
/// <seealso href="https://docs.slack.dev/ai/agent-sessions"/>
internal static class AgentReader
{
    public static Reading Read(SlackEvent happened, EventsApiPayload payload, string eventId)
    {
        var key = TurnKey.OfEvent(eventId);
        return happened switch
        {
            { Type: "app_home_opened", User: { } user, Tab: null or "home" } => new Noticed(new HomeOpened(key.QuestionId, user), key),
            { Type: "app_home_opened", User: { } user, Tab: "messages", Channel: { } channel } =>
                new Noticed(new PromptsWanted(key.QuestionId, user, channel, Thread: null), key),
            { Type: "assistant_thread_started", AssistantThread: { UserId: { } user, ChannelId: { } channel, ThreadTs: { } thread } assistant } =>
                new Noticed(new PromptsWanted(key.QuestionId, user, channel, thread) { Beside = assistant.Context?.ChannelId }, key),
            { Type: "assistant_thread_context_changed", AssistantThread: { ChannelId: { } channel, ThreadTs: { } thread } assistant } =>
                new LookedAt(channel, thread, assistant.Context?.ChannelId, key),
            { Type: "agent_session_stopped", Channel: { } channel, ThreadTs: { } thread } =>
                new StopWanted(new StopThread(channel, thread, happened.User), key, new SessionLeft(key.QuestionId, happened.User ?? "", channel, thread))
                {
                    IfWhole = happened.User is { } user
                        ? new Said(key.QuestionId, user, new Conversation(payload.TeamId ?? "", channel, thread, Message: null), ReplyUrl: null, Saying.CompleteAlready)
                        : null,
                },
            _ => new Ignored($"{happened.Type} without what it is about"),
        };
    }
}

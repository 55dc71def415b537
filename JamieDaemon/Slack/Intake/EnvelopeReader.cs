using JamieDaemon.Slack.Interactions;
using JamieDaemon.Slack.SocketMode;

namespace JamieDaemon.Slack.Intake;

/// <summary>Reads what an envelope asks of Jamie.</summary>
internal static class EnvelopeReader
{
    /// <param name="envelope">What Slack delivered.</param>
    /// <param name="rules">What is a question here.</param>
    /// <param name="now">The time of receipt; Slack dates messages but not commands.</param>
    public static Reading Read(SocketModeEnvelope envelope, IntakeRules rules, DateTimeOffset now) => envelope switch
    {
        EventsApiEnvelope { Payload: { Event: { } happened } payload } => happened.Type switch
        {
            "message" when happened.Subtype is "message_changed" or "message_deleted" => ChangeReader.Read(happened, payload, rules),
            "app_mention" or "message" => QuestionReader.Read(happened, payload, rules),
            "app_home_opened" or "assistant_thread_started" or "assistant_thread_context_changed" or "agent_session_stopped"
                when payload.EventId is { } eventId => AgentReader.Read(happened, payload, eventId),
            _ => new Ignored($"an event of type {happened.Type}"),
        },
        EventsApiEnvelope => new Ignored("an event without a content"),
        SlashCommandEnvelope slash => CommandReader.Read(slash.Payload, rules.Command, now),
        InteractiveEnvelope used => InteractionReader.Read(used.Payload, now),
        OtherEnvelope { Problem: { } problem } => new Ignored(problem),
        OtherEnvelope other => new Ignored($"an envelope of type {other.Type}"),
        _ => new Ignored("an unknown envelope"),
    };
}

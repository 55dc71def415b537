using JamieDaemon.Slack.SocketMode;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Intake;

/// <summary>What counts as a question to Jamie.</summary>
internal sealed class IntakeRules(IOptions<SlackOptions> options, ThreadMemory threads, SlackIdentity identity)
{
    /// <summary>The slash command that is ours.</summary>
    public string Command => options.Value.Command;

    /// <inheritdoc cref="SlackOptions.HasReplicas"/>
    public bool HasReplicas => options.Value.HasReplicas;

    /// <summary>Who Jamie is where the event happened.</summary>
    internal Self SelfIn(EventsApiPayload payload) => Self.Of(payload, identity);

    /// <summary>Which messages of the channel are questions.</summary>
    public ListeningMode ListensTo(string channel) =>
        options.Value is var now && now.Channels.TryGetValue(channel, out var its) && its.Listen is { } mode ? mode : now.Listen;

    /// <summary>Whether Jamie may have taken part in the thread when the message was written: only a thread that is known to be others' own is ruled out.</summary>
    public bool MayTakePart(string channel, string thread, string message) => threads.TookPart(channel, thread, message) != false;
}

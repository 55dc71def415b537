using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>A slash command as the user sent it. It never comes from inside a thread: Slack does not offer commands there.</summary>
/// <seealso href="https://docs.slack.dev/interactivity/implementing-slash-commands"/>
public sealed record SlashCommandPayload : Discreet
{
    public string? TeamId { get; init; }

    public string? ChannelId { get; init; }

    public string? UserId { get; init; }

    public string? Command { get; init; }

    public string? Text { get; init; }

    /// <summary>Takes five messages within thirty minutes, from whoever knows it: a secret.</summary>
    public string? ResponseUrl { get; init; }

    /// <summary>Tells two invocations apart when the envelope comes again, as the reply address does.</summary>
    public string? TriggerId { get; init; }
}

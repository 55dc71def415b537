using System.Text.Json;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The arguments of <c>chat.update</c>; the new content replaces the old one, so a repetition does no harm.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/chat.update</remarks>
public sealed record ChatUpdate : Discreet
{
    public required string Channel { get; init; }
    public required string Ts { get; init; }
    public string? Text { get; init; }
    public JsonElement? Blocks { get; init; }

    /// <summary>Left out, the message keeps the metadata that it has.</summary>
    public MessageMetadata? Metadata { get; init; }
}

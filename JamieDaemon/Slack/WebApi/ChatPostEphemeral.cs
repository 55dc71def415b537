using System.Text.Json;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The arguments of <c>chat.postEphemeral</c>: a message that only <c>user</c> sees and nobody can look up.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/chat.postEphemeral</remarks>
public sealed record ChatPostEphemeral : Discreet
{
    public required string Channel { get; init; }
    public required string User { get; init; }
    public string? ThreadTs { get; init; }
    public string? Text { get; init; }
    public JsonElement? Blocks { get; init; }
}

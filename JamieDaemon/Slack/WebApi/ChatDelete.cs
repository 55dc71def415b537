using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The arguments of <c>chat.delete</c>.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/chat.delete</remarks>
public sealed record ChatDelete : Discreet
{
    public required string Channel { get; init; }
    public required string Ts { get; init; }
}

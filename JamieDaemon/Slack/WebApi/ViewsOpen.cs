using System.Text.Json;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The arguments of <c>views.open</c>: a dialog for whoever just clicked.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/views.open</remarks>
public sealed record ViewsOpen : Discreet
{
    /// <summary>Of the click, and good for three seconds after it.</summary>
    public required string TriggerId { get; init; }

    /// <summary>A view of type <c>modal</c>.</summary>
    public required JsonElement View { get; init; }
}

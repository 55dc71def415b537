using System.Text.Json;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The arguments of <c>views.publish</c>: what <c>user_id</c> sees on the app's Home tab.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/views.publish</remarks>
public sealed record ViewsPublish : Discreet
{
    public required string UserId { get; init; }

    /// <summary>A view of type <c>home</c>, at most 100 blocks and 250 KB.</summary>
    public required JsonElement View { get; init; }
}

using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>What every Web API answer begins with; a failed call is HTTP 200 with <c>ok: false</c> and a code.</summary>
/// <remarks>https://docs.slack.dev/apis/web-api/#responses</remarks>
public record SlackResponse : Discreet
{
    public bool Ok { get; init; }
    public string? Error { get; init; }

    /// <summary>With <c>missing_scope</c>: the scopes that the method wants, separated by commas.</summary>
    public string? Needed { get; init; }

    /// <summary>With <c>missing_scope</c>: the scopes that the token has, separated by commas.</summary>
    public string? Provided { get; init; }
    public SlackResponseMetadata? ResponseMetadata { get; init; }
}

/// <summary>The cursor of the next page (empty on the last one) and Slack's remarks on the arguments.</summary>
public sealed record SlackResponseMetadata : Discreet
{
    public string? NextCursor { get; init; }
    public IReadOnlyList<string>? Messages { get; init; }
}

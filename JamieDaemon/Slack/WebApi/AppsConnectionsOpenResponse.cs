namespace JamieDaemon.Slack.WebApi;

/// <summary>The answer of <c>apps.connections.open</c>.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/apps.connections.open</remarks>
internal sealed record AppsConnectionsOpenResponse : SlackResponse
{
    public Uri? Url { get; init; }
}

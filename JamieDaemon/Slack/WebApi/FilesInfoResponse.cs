using System.Text.Json;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The answer of <c>files.info</c> (scope <c>files:read</c>).</summary>
/// <remarks>https://docs.slack.dev/reference/methods/files.info</remarks>
public sealed record FilesInfoResponse : SlackResponse
{
    /// <summary>To be read by <see cref="SlackFile.Read"/>.</summary>
    public JsonElement? File { get; init; }
}

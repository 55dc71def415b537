using System.Text.Json;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The arguments of <c>chat.postMessage</c>: <c>text</c>, or <c>blocks</c> with <c>text</c> for notifications.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/chat.postMessage</remarks>
public sealed record ChatPostMessage : Discreet
{
    public required string Channel { get; init; }

    /// <summary>The <c>ts</c> of the thread's parent, never of a reply.</summary>
    public string? ThreadTs { get; init; }
    public string? Text { get; init; }
    public JsonElement? Blocks { get; init; }
    public MessageMetadata? Metadata { get; init; }
    public bool? UnfurlLinks { get; init; }
    public bool? UnfurlMedia { get; init; }
}

/// <summary>Where the message stands now: <c>channel</c> and <c>ts</c> together are its address.</summary>
public sealed record ChatPostMessageResponse : SlackResponse
{
    public string Channel { get; init; } = "";
    public string Ts { get; init; } = "";
}

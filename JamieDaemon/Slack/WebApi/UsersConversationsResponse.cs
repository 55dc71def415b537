using System.Text.Json.Serialization;
using JamieDaemon.Slack.Json;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>The answer of <c>users.conversations</c>: a page of the conversations that the app is a member of.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/users.conversations</remarks>
public sealed record UsersConversationsResponse : SlackResponse
{
    [JsonConverter(typeof(ListOrNothing<JoinedConversation>))]
    public IReadOnlyList<JoinedConversation> Channels { get; init; } = [];
}

/// <summary>A conversation that the app is a member of.</summary>
public sealed record JoinedConversation : Discreet
{
    public required string Id { get; init; }

    /// <summary>Whether it is private, with one person.</summary>
    public bool IsIm { get; init; }
}

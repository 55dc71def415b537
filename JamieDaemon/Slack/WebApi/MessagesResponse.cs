using System.Text.Json.Serialization;
using JamieDaemon.Slack.Json;

namespace JamieDaemon.Slack.WebApi;

/// <summary>A page of <c>conversations.replies</c> or <c>conversations.history</c>; <c>next_cursor</c> leads on.</summary>
public sealed record MessagesResponse : SlackResponse
{
    /// <summary>Whatever one of them holds, the others can be read.</summary>
    [JsonConverter(typeof(ListOrNothing<SlackMessage>))]
    public IReadOnlyList<SlackMessage> Messages { get; init; } = [];
    public bool HasMore { get; init; }
}

namespace JamieDaemon.Slack.WebApi;

/// <summary>The answer of <c>conversations.members</c>: a page of user ids.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/conversations.members</remarks>
public sealed record ConversationsMembersResponse : SlackResponse
{
    public IReadOnlyList<string> Members { get; init; } = [];
}

namespace JamieDaemon.Slack.WebApi;

/// <summary>A page of <c>conversations.replies</c> or <c>conversations.history</c>; <c>next_cursor</c> leads on.</summary>
public sealed record MessagesResponse : SlackResponse
{
    public IReadOnlyList<SlackMessage> Messages { get; init; } = [];
    public bool HasMore { get; init; }
}

using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Context;

/// <summary>The messages of a thread or a channel that were read, oldest first.</summary>
/// <param name="Messages">In a thread the first one is the message that it is about.</param>
/// <param name="Older">How many messages of a thread between that one and the next were left out.</param>
internal sealed record ConversationPage(IReadOnlyList<SlackMessage> Messages, int Older)
{
    public static readonly ConversationPage Empty = new([], 0);

    /// <summary>Whether the newest messages were reached.</summary>
    public bool EndReached { get; init; } = true;
}

namespace JamieDaemon.Slack.Notices;

/// <summary>What Jamie says without thinking, as Slack text.</summary>
public static class NoticeText
{
    public static string Of(NoticeKind kind, string command) => kind switch
    {
        NoticeKind.Welcome =>
            "Hi! Ask me anything about your systems: write your question after my name. In a thread I read what was said before.",
        NoticeKind.Usage => $"Write your question after the command, like this: `{command} why does my pod restart with exit code 137?`",
        NoticeKind.QueueFull =>
            "Sorry, too many questions are waiting already, so I have *not* taken yours. Please ask again in a minute.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This notice has no text."),
    };
}

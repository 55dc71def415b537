using JamieDaemon.Answering;

namespace JamieDaemon.Slack.Notices;

/// <summary>Something that Jamie says without thinking.</summary>
/// <param name="Id">Of the turn that it answers, as of a question.</param>
/// <param name="Kind">What to say.</param>
/// <param name="User">Whom it is for.</param>
/// <param name="Where">Where the person spoke; for a Home tab its own conversation.</param>
/// <param name="ReplyUrl">Where a command's reply goes: a secret.</param>
public sealed record Notice(string Id, NoticeKind Kind, string User, Conversation Where, Uri? ReplyUrl)
{
    /// <summary>Without the reply address.</summary>
    public override string ToString() => $"{Kind} for {User}";
}

/// <summary>The occasions on which Jamie speaks without the model.</summary>
public enum NoticeKind
{
    /// <summary>A mention or a message without a question.</summary>
    Welcome,

    /// <summary>A command without a question.</summary>
    Usage,

    /// <summary>A question that found the queue full.</summary>
    QueueFull,

    /// <summary>Somebody opened Jamie's Home tab.</summary>
    HomeOpened,
}

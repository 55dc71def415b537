namespace JamieDaemon.Sandbox.Slack;

/// <summary>A conversation: a public channel, a private one, or a direct message with one user or with several.</summary>
public sealed record SlackChannel(string Id, string Name)
{
    public bool IsPrivate { get; init; }

    public bool IsArchived { get; init; }

    /// <summary>Whether the bot was invited; without it Slack sends no events and answers <c>not_in_channel</c>.</summary>
    public bool BotIsMember { get; init; } = true;

    /// <summary>The human side of a direct message.</summary>
    public string? DirectUser { get; init; }

    /// <summary>A direct message with several people.</summary>
    public bool IsGroupDirect { get; init; }

    /// <summary>Shared with another workspace (Slack Connect).</summary>
    public bool IsExtShared { get; init; }

    internal string Type => DirectUser is not null ? "im" : IsGroupDirect ? "mpim" : IsPrivate ? "group" : "channel";

    /// <summary>How this kind of conversation is called in scopes and in event subscriptions.</summary>
    internal string Family => DirectUser is not null ? "im" : IsGroupDirect ? "mpim" : IsPrivate ? "groups" : "channels";
}

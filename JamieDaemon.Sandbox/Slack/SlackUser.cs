namespace JamieDaemon.Sandbox.Slack;

/// <summary>A member of the workspace, or of one that is connected to it, and the direct-message channel with the bot.</summary>
public sealed record SlackUser(string Id, string Name, string DirectChannel)
{
    /// <summary>The bot's id when this member is a bot.</summary>
    public string? BotId { get; init; }

    /// <summary>The member's own workspace, when it is another one (Slack Connect).</summary>
    public string? TeamId { get; init; }

    /// <summary>A guest in several channels.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>A guest in one channel.</summary>
    public bool IsUltraRestricted { get; init; }

    /// <summary>Somebody of another workspace whom ours shares no channel with any more.</summary>
    public bool IsStranger { get; init; }

    public bool IsDeleted { get; init; }
}

/// <summary>A group of members that can be mentioned together.</summary>
public sealed record SlackUserGroup(string Id, string Handle, IReadOnlyList<string> Users);

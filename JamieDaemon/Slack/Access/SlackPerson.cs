namespace JamieDaemon.Slack.Access;

/// <summary>What the rule of access has to know of a person, as far as it was looked up.</summary>
internal sealed record SlackPerson
{
    /// <summary>Nothing was looked up.</summary>
    public static readonly SlackPerson Unseen = new();

    /// <summary>Whether they see some of the workspace's channels only.</summary>
    public bool? IsGuest { get; init; }

    /// <summary>Whether they are of another workspace.</summary>
    public bool? IsExternal { get; init; }

    /// <summary>Which of the groups in the settings they are in.</summary>
    public IReadOnlySet<string>? Groups { get; init; }
}

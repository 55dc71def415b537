namespace JamieDaemon.Slack.Access;

/// <summary>What the rule says, or which fact it still lacks.</summary>
internal enum AccessVerdict
{
    Admitted,

    /// <summary>Whether the person is a guest or of another workspace has to be looked up.</summary>
    NeedsProfile,

    /// <summary>The person's groups have to be looked up.</summary>
    NeedsGroups,

    UserDenied,
    GroupDenied,
    ChannelDenied,
    DirectMessagesDenied,
    GuestDenied,
    ExternalDenied,

    /// <summary>Only some may ask, and this person is none of them.</summary>
    NotAllowed,

    /// <summary>Slack did not say what the rule needs.</summary>
    Undecided,
}

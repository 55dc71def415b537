namespace JamieDaemon.Slack.Access;

/// <summary>The rule of <c>Slack:Access</c>. It asks for no more facts than it needs, so that no more are looked up.</summary>
internal static class AccessRule
{
    /// <param name="access">The settings.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="channel">Where; <see langword="null"/> on the Home tab, which is no conversation.</param>
    /// <param name="person">What is known of the asker.</param>
    public static AccessVerdict Decide(AccessOptions access, string user, string? channel, SlackPerson person)
    {
        if (access.DeniedUsers.Contains(user)) return AccessVerdict.UserDenied;
        if (channel is not null && OfPlace(access, channel) is not AccessVerdict.Admitted and var place) return place;
        var isNamed = access.AllowedUsers.Contains(user);
        if (!isNamed && access is { AllowedUsers.Count: > 0, AllowedGroups.Count: 0 }) return AccessVerdict.NotAllowed;
        if (OfStanding(access, person) is not AccessVerdict.Admitted and var standing) return standing;

        var needsMembership = !isNamed && access.AllowedGroups.Count > 0;
        if (access.DeniedGroups.Count == 0 && !needsMembership) return AccessVerdict.Admitted;
        if (person.Groups is not { } groups) return AccessVerdict.NeedsGroups;
        if (groups.Overlaps(access.DeniedGroups)) return AccessVerdict.GroupDenied;
        return !needsMembership || groups.Overlaps(access.AllowedGroups) ? AccessVerdict.Admitted : AccessVerdict.NotAllowed;
    }

    /// <summary>Whether anybody may ask there.</summary>
    public static AccessVerdict OfPlace(AccessOptions access, string channel)
    {
        if (channel.StartsWith('D')) return access.DirectMessages ? AccessVerdict.Admitted : AccessVerdict.DirectMessagesDenied;
        if (access.DeniedChannels.Contains(channel)) return AccessVerdict.ChannelDenied;
        return access.AllowedChannels.Count == 0 || access.AllowedChannels.Contains(channel) ? AccessVerdict.Admitted : AccessVerdict.ChannelDenied;
    }

    private static AccessVerdict OfStanding(AccessOptions access, SlackPerson person) => access switch
    {
        { Guests: true, External: true } => AccessVerdict.Admitted,
        _ when person is not { IsGuest: not null, IsExternal: not null } => AccessVerdict.NeedsProfile,
        { External: false } when person.IsExternal == true => AccessVerdict.ExternalDenied,
        { Guests: false } when person.IsGuest == true => AccessVerdict.GuestDenied,
        _ => AccessVerdict.Admitted,
    };
}

using System.Text.RegularExpressions;

namespace JamieDaemon.Slack.Access;

/// <summary>The section <c>Slack:Access</c>: who may ask Jamie, and where. Everybody is named by Slack's ids; a no wins over every yes.</summary>
public sealed partial class AccessOptions
{
    /// <summary>Who may ask (<c>U0123ABC456</c>), besides the members of <see cref="AllowedGroups"/>; with neither, everybody.</summary>
    public IReadOnlyList<string> AllowedUsers { get; set; } = [];

    /// <summary>Groups of users whose members may ask (<c>S0123ABC456</c>).</summary>
    public IReadOnlyList<string> AllowedGroups { get; set; } = [];

    /// <summary>Channels in which people may ask (<c>C0123ABC456</c>); empty: in all.</summary>
    public IReadOnlyList<string> AllowedChannels { get; set; } = [];

    /// <summary>Who may not ask.</summary>
    public IReadOnlyList<string> DeniedUsers { get; set; } = [];

    /// <summary>Groups of users whose members may not ask.</summary>
    public IReadOnlyList<string> DeniedGroups { get; set; } = [];

    /// <summary>Channels in which nobody may ask.</summary>
    public IReadOnlyList<string> DeniedChannels { get; set; } = [];

    /// <summary>Whether people may ask in private conversations, which the lists of channels say nothing about.</summary>
    public bool DirectMessages { get; set; } = true;

    /// <summary>Whether guests may ask: people whom the workspace shows some of its channels only.</summary>
    public bool Guests { get; set; }

    /// <summary>Whether people of other workspaces may ask, who share a channel with this one (Slack Connect).</summary>
    public bool External { get; set; }

    /// <summary>Whether this can be the id of a channel.</summary>
    internal static bool IsChannelId(string text) => ChannelId().IsMatch(text);

    /// <summary>A name where an id belongs would let nobody in, or nobody out, without a word.</summary>
    internal IEnumerable<string> Problems() =>
    [
        .. Strange(nameof(AllowedUsers), AllowedUsers, UserId()), .. Strange(nameof(DeniedUsers), DeniedUsers, UserId()),
        .. Strange(nameof(AllowedGroups), AllowedGroups, GroupId()), .. Strange(nameof(DeniedGroups), DeniedGroups, GroupId()),
        .. Strange(nameof(AllowedChannels), AllowedChannels, ChannelId()), .. Strange(nameof(DeniedChannels), DeniedChannels, ChannelId()),
    ];

    private static IEnumerable<string> Strange(string name, IReadOnlyList<string> entries, Regex id) => entries
        .Where(entry => !id.IsMatch(entry))
        .Select(entry => $"Slack:Access:{name} has the entry '{entry}'. Write the id that Slack shows in the details: U… of a person, C… of a channel, S… of a group.");

    [GeneratedRegex(@"^[UW][A-Z0-9]+\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserId();

    [GeneratedRegex(@"^S[A-Z0-9]+\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GroupId();

    [GeneratedRegex(@"^[CG][A-Z0-9]+\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ChannelId();
}

using System.Collections.Concurrent;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Access;

/// <summary>Who is in the groups of the settings, remembered for five minutes.</summary>
internal sealed class GroupMembers(SlackWebApiClient slack, TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (HashSet<string> Users, long At)> _known = new();

    public CacheTally Tally { get; } = new();

    /// <summary>Those of the groups that the person is in.</summary>
    /// <exception cref="SlackException">Slack did not say.</exception>
    public async Task<IReadOnlySet<string>> OfAsync(string user, IEnumerable<string> groups, TimeSpan patience, CancellationToken cancellationToken)
    {
        var isMember = await Task.WhenAll(groups.Distinct().Select(async group => (group, Is: (await UsersAsync(group, patience, cancellationToken)).Contains(user))));
        return isMember.Where(found => found.Is).Select(found => found.group).ToHashSet();
    }

    private async Task<HashSet<string>> UsersAsync(string group, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(group, out var known) && time.GetElapsedTime(known.At) < Memory)
        {
            Tally.Hit();
            return known.Users;
        }

        Tally.Miss();
        var users = (await slack.UsergroupsUsersListAsync(group, patience, cancellationToken)).Users.ToHashSet();
        _known[group] = (users, time.GetTimestamp());
        return users;
    }
}

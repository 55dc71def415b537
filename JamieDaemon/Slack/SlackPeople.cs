using System.Collections.Concurrent;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack;

/// <summary>What Slack says of people, remembered for an hour: their names and their access cost one call together.</summary>
public sealed class SlackPeople(SlackWebApiClient slack, TimeProvider time)
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (SlackUser? User, long At)> _known = new();

    internal CacheTally Tally { get; } = new();

    /// <param name="user">The person's id.</param>
    /// <param name="patience">How long rate limits may hold the call up.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="SlackException">Slack did not say.</exception>
    public async Task<SlackUser?> FindAsync(string user, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(user, out var known) && time.GetElapsedTime(known.At) < Memory)
        {
            Tally.Hit();
            return known.User;
        }

        Tally.Miss();
        var found = (await slack.UsersInfoAsync(user, patience, cancellationToken)).User;
        if (_known.Count >= Capacity) _known.Clear();
        _known[user] = (found, time.GetTimestamp());
        return found;
    }
}

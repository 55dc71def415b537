using System.Collections.Concurrent;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Access;

/// <summary>Who is in which channel, remembered for five minutes.</summary>
internal sealed class ChannelMembers(SlackWebApiClient slack, TimeProvider time)
{
    /// <summary>A thousand people each. Whoever is not among them is taken not to be there.</summary>
    private const int MostPages = 5;

    private const int Capacity = 10_000;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(string Channel, string User), (bool Is, long At)> _known = new();

    public CacheTally Tally { get; } = new();

    /// <exception cref="SlackException">Slack did not say.</exception>
    public async Task<bool> HasAsync(string channel, string user, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((channel, user), out var known) && time.GetElapsedTime(known.At) < Memory)
        {
            Tally.Hit();
            return known.Is;
        }

        Tally.Miss();
        var isMember = await LookUpAsync(channel, user, patience, cancellationToken);
        if (_known.Count >= Capacity) _known.Clear();
        _known[(channel, user)] = (isMember, time.GetTimestamp());
        return isMember;
    }

    private async Task<bool> LookUpAsync(string channel, string user, TimeSpan patience, CancellationToken cancellationToken)
    {
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await slack.ConversationsMembersAsync(channel, cursor, patience, cancellationToken);
            if (answer.Members.Contains(user)) return true;
            cursor = answer.ResponseMetadata?.NextCursor;
            if (cursor is not { Length: > 0 }) break;
        }

        return false;
    }
}

using System.Collections.Concurrent;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Context;

/// <summary>The names behind Slack's ids, remembered for an hour. Without an answer from Slack the id is the name, for five minutes.</summary>
internal sealed class SlackNames(SlackWebApiClient slack, SlackPeople people, IOptions<SlackOptions> options, TimeProvider time)
{
    /// <summary>Look-ups for one question; what is beyond keeps its id.</summary>
    internal const int MostAtOnce = 40;

    private const int Capacity = 10_000;
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);
    private static readonly TimeSpan MemoryOfFailure = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (string Name, long At, TimeSpan Memory)> _known = new();

    /// <summary>Of people, bots and groups. A person who is not here is looked up, and counted, among <see cref="SlackPeople"/>.</summary>
    public CacheTally UserTally { get; } = new();

    public CacheTally ChannelTally { get; } = new();

    /// <summary>Never fails; given up, the id is the answer.</summary>
    public Task<string> OfUserAsync(string user, CancellationToken cancellationToken) =>
        NameAsync(user, UserNameAsync, cancellationToken);

    /// <inheritdoc cref="OfUserAsync"/>
    public Task<string> OfChannelAsync(string channel, CancellationToken cancellationToken) =>
        NameAsync(channel, ChannelNameAsync, cancellationToken);

    /// <summary>The names of users, channels, bots and groups of users, looked up side by side; the first of the ids count most.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAllAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var asked = ids.Distinct().Take(MostAtOnce).ToList();
        // One answer holds all the groups: asked for one after another, the first one serves the others.
        var groups = asked.FindAll(id => id.StartsWith('S'));
        var found = await Task.WhenAll(asked.Where(id => !id.StartsWith('S')).Select(OfAnyAsync));
        var names = found.ToDictionary(pair => pair.Id, pair => pair.Name);
        foreach (var group in groups) names[group] = (await OfAnyAsync(group)).Name;
        return names;

        async Task<(string Id, string Name)> OfAnyAsync(string id) => (id, await NameAsync(id, AskerFor(id), cancellationToken));
    }

    private Func<string, CancellationToken, Task<string?>> AskerFor(string id) => id[0] switch
    {
        'C' or 'G' or 'D' => ChannelNameAsync,
        'B' => BotNameAsync,
        'S' => GroupNameAsync,
        _ => UserNameAsync,
    };

    private async Task<string> NameAsync(string id, Func<string, CancellationToken, Task<string?>> ask, CancellationToken cancellationToken)
    {
        var isChannel = id is ['C' or 'G' or 'D', ..];
        if (Recall(id) is { } known)
        {
            (isChannel ? ChannelTally : UserTally).Hit();
            return known;
        }

        if (isChannel) ChannelTally.Miss();
        else if (id is ['B' or 'S', ..]) UserTally.Miss();
        try
        {
            return Remember(id, await ask(id, cancellationToken) is { Length: > 0 } answer ? answer : id, Memory);
        }
        catch (SlackException)
        {
            return Remember(id, id, MemoryOfFailure);
        }
        catch (OperationCanceledException)
        {
            return id;
        }
    }

    private string? Recall(string id) =>
        _known.TryGetValue(id, out var known) && time.GetElapsedTime(known.At) < known.Memory ? known.Name : null;

    private string Remember(string id, string name, TimeSpan memory)
    {
        if (_known.Count >= Capacity) _known.Clear();
        _known[id] = (name, time.GetTimestamp(), memory);
        return name;
    }

    private async Task<string?> UserNameAsync(string user, CancellationToken cancellationToken)
    {
        var found = await people.FindAsync(user, options.Value.ContextPatience, cancellationToken);
        return found?.Profile?.DisplayName is { Length: > 0 } display ? display : found?.RealName ?? found?.Name;
    }

    private async Task<string?> ChannelNameAsync(string channel, CancellationToken cancellationToken) =>
        (await slack.ConversationsInfoAsync(channel, options.Value.ContextPatience, cancellationToken)).Channel?.Name;

    private async Task<string?> BotNameAsync(string bot, CancellationToken cancellationToken) =>
        (await slack.BotsInfoAsync(bot, options.Value.ContextPatience, cancellationToken)).Bot?.Name;

    private async Task<string?> GroupNameAsync(string group, CancellationToken cancellationToken)
    {
        foreach (var found in (await slack.UsergroupsListAsync(options.Value.ContextPatience, cancellationToken)).Usergroups)
        {
            Remember(found.Id, found.Handle ?? found.Name ?? found.Id, Memory);
        }

        return Recall(group);
    }
}

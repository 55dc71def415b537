using System.Collections.Concurrent;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Answers;

/// <summary>The names behind Slack's ids, remembered for an hour. Without an answer from Slack the id is the name, for five minutes.</summary>
public sealed class SlackNames(SlackWebApiClient slack, IOptions<SlackOptions> options, TimeProvider time)
{
    private const int Capacity = 10_000;
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);
    private static readonly TimeSpan MemoryOfFailure = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (string Name, long At, TimeSpan Memory)> _known = new();

    /// <summary>Never fails; given up, the id is the answer.</summary>
    public Task<string> OfUserAsync(string user, CancellationToken cancellationToken) =>
        NameAsync(user, UserNameAsync, cancellationToken);

    /// <inheritdoc cref="OfUserAsync"/>
    public Task<string> OfChannelAsync(string channel, CancellationToken cancellationToken) =>
        NameAsync(channel, ChannelNameAsync, cancellationToken);

    private async Task<string> NameAsync(string id, Func<string, CancellationToken, Task<string?>> ask, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(id, out var known) && time.GetElapsedTime(known.At) < known.Memory) return known.Name;
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

    private string Remember(string id, string name, TimeSpan memory)
    {
        if (_known.Count >= Capacity) _known.Clear();
        _known[id] = (name, time.GetTimestamp(), memory);
        return name;
    }

    private async Task<string?> UserNameAsync(string user, CancellationToken cancellationToken)
    {
        var found = (await slack.UsersInfoAsync(user, options.Value.ContextPatience, cancellationToken)).User;
        return found?.Profile?.DisplayName is { Length: > 0 } display ? display : found?.RealName ?? found?.Name;
    }

    private async Task<string?> ChannelNameAsync(string channel, CancellationToken cancellationToken) =>
        (await slack.ConversationsInfoAsync(channel, options.Value.ContextPatience, cancellationToken)).Channel?.Name;
}

using System.Collections.Concurrent;
using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack;

/// <summary>A view as its user sees it: an App Home or a modal.</summary>
public sealed record SlackView(string Id, string User, string Hash, JsonElement Content);

/// <summary>The App Home of every user, and the modals that were opened.</summary>
public sealed class SlackViewStore
{
    private readonly ConcurrentDictionary<string, SlackView> _homes = new();
    private readonly ConcurrentQueue<SlackView> _modals = new();
    private readonly Waiters<SlackView> _waiters = new();

    internal SlackViewStore()
    {
    }

    public IReadOnlyCollection<SlackView> Modals => _modals;

    public SlackView? HomeOf(string user) => _homes.GetValueOrDefault(user);

    /// <summary>Waits until a view, already there or new, satisfies the predicate.</summary>
    public Task<SlackView> WhenAsync(Func<SlackView, bool> predicate, CancellationToken cancellationToken) =>
        _waiters.WhenAsync(predicate, () => _homes.Values.Concat(_modals), cancellationToken);

    internal void Publish(SlackView home)
    {
        _homes[home.User] = home;
        _waiters.Offer(home);
    }

    internal void Open(SlackView modal)
    {
        _modals.Enqueue(modal);
        _waiters.Offer(modal);
    }
}

using System.Collections.Concurrent;

namespace JamieDaemon.Sandbox.Slack;

/// <summary>The App Home of every user, and the modals that are open.</summary>
public sealed class SlackViewStore
{
    private readonly ConcurrentDictionary<string, SlackView> _homes = new();
    private readonly Lock _lock = new();
    private readonly List<SlackView> _modals = [];
    private readonly Waiters<SlackView> _waiters = new();

    internal SlackViewStore()
    {
    }

    /// <summary>The open modals, the topmost of each user after those below it.</summary>
    public IReadOnlyList<SlackView> Modals
    {
        get
        {
            lock (_lock)
                return [.. _modals];
        }
    }

    /// <summary>Raised after a modal was opened or changed, on the thread that caused it.</summary>
    public event EventHandler<SlackModalShownEventArgs>? ModalShown;

    public SlackView? HomeOf(string user) => _homes.GetValueOrDefault(user);

    /// <summary>The modal that the user sees; null when there is none.</summary>
    public SlackView? ModalOf(string user) => Modals.LastOrDefault(modal => modal.User == user);

    /// <summary>Waits until a view, already there or new, satisfies the predicate.</summary>
    public Task<SlackView> WhenAsync(Func<SlackView, bool> predicate, CancellationToken cancellationToken) =>
        _waiters.WhenAsync(predicate, () => _homes.Values.Concat(Modals), cancellationToken);

    internal SlackView? Find(string id) => Modals.FirstOrDefault(modal => modal.Id == id);

    internal void Publish(SlackView home)
    {
        _homes[home.User] = home;
        _waiters.Offer(home);
    }

    internal void Open(SlackView modal)
    {
        lock (_lock)
            _modals.Add(modal);
        Show(modal);
    }

    /// <summary>Puts new content into an open modal; false when it is open no more.</summary>
    internal bool Update(SlackView modal)
    {
        lock (_lock)
        {
            var index = _modals.FindIndex(open => open.Id == modal.Id);
            if (index < 0)
                return false;
            _modals[index] = modal;
        }

        Show(modal);
        return true;
    }

    internal bool Close(string id)
    {
        lock (_lock)
            return _modals.RemoveAll(open => open.Id == id) > 0;
    }

    internal void CloseAll(string user)
    {
        lock (_lock)
            _modals.RemoveAll(open => open.User == user);
    }

    private void Show(SlackView modal)
    {
        ModalShown?.Invoke(this, new SlackModalShownEventArgs(modal));
        _waiters.Offer(modal);
    }
}

/// <summary>A modal as it looks now.</summary>
public sealed class SlackModalShownEventArgs(SlackView modal) : EventArgs
{
    public SlackView Modal { get; } = modal;
}

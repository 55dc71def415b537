using System.Collections.Concurrent;

namespace JamieDaemon.Sandbox.Slack.Threads;

/// <summary>Statuses, agent sessions, titles and suggested prompts of every thread, now and before.</summary>
public sealed class SlackThreads
{
    /// <summary>Documented: a status goes by itself after two minutes.</summary>
    private static readonly TimeSpan StatusLifetime = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<(string Channel, string ThreadTs), List<SlackThread>> _versions = new();
    private readonly Waiters<SlackThread> _waiters = new();
    private readonly Agenda _agenda;
    private readonly TimeProvider _time;

    internal SlackThreads(Agenda agenda, TimeProvider time)
    {
        _agenda = agenda;
        _time = time;
    }

    /// <summary>Raised after every change, on the thread that caused it.</summary>
    public event EventHandler<SlackThreadChangedEventArgs>? Changed;

    /// <summary>The "is thinking…" line under a thread; null when there is none.</summary>
    public string? StatusOf(string channel, string threadTs) => Of(channel, threadTs).Status;

    /// <summary>Every status the thread has shown, oldest first; null where it had none again.</summary>
    public IReadOnlyList<string?> StatusesOf(string channel, string threadTs)
    {
        List<string?> statuses = [];
        string? last = null;
        foreach (var version in VersionsOf(channel, threadTs))
        {
            if (version.Status != last)
                statuses.Add(last = version.Status);
        }

        return statuses;
    }

    /// <summary>The thread now; prompts that were set without a thread are those of the thread "".</summary>
    public SlackThread Of(string channel, string threadTs) =>
        VersionsOf(channel, threadTs) is [.., var now] ? now : new SlackThread(channel, threadTs);

    /// <summary>What the thread looked like from its first change on, oldest first.</summary>
    public IReadOnlyList<SlackThread> VersionsOf(string channel, string threadTs)
    {
        if (!_versions.TryGetValue((channel, threadTs), out var versions))
            return [];
        lock (versions)
            return [.. versions];
    }

    /// <summary>Waits until a thread, as it is or will be, satisfies the predicate.</summary>
    public Task<SlackThread> WhenAsync(Func<SlackThread, bool> predicate, CancellationToken cancellationToken) =>
        _waiters.WhenAsync(predicate, () => _versions.Keys.Select(key => Of(key.Channel, key.ThreadTs)), cancellationToken);

    internal void SetStatus(string channel, string threadTs, string status, IReadOnlyList<string> loadingMessages)
    {
        if (status.Length == 0)
        {
            ClearStatus(channel, threadTs);
            return;
        }

        var now = _time.GetUtcNow();
        Change(channel, threadTs, thread => thread with
        {
            Status = status,
            LoadingMessages = loadingMessages,
            StatusSetAt = now,
        });
        _agenda.After(StatusLifetime, () => Change(channel, threadTs, thread => thread.StatusSetAt == now ? Cleared(thread) : thread));
    }

    internal void ClearStatus(string channel, string threadTs)
    {
        if (_versions.ContainsKey((channel, threadTs)))
            Change(channel, threadTs, Cleared);
    }

    internal SlackThread SetSession(string channel, string threadTs, string status, string? title) =>
        Change(channel, threadTs, thread => thread with
        {
            Session = status,
            Title = thread.Session is null && title is not null ? title : thread.Title,
        });

    /// <summary>Changes a thread, unless <paramref name="change"/> gives it back as it is.</summary>
    internal SlackThread Change(string channel, string threadTs, Func<SlackThread, SlackThread> change)
    {
        var versions = _versions.GetOrAdd((channel, threadTs), _ => []);
        SlackThread after;
        lock (versions)
        {
            var before = versions is [.., var now] ? now : new SlackThread(channel, threadTs);
            after = change(before);
            if (ReferenceEquals(after, before))
                return before;
            after = after with { ShownAt = _time.GetUtcNow() };
            versions.Add(after);
        }

        Changed?.Invoke(this, new SlackThreadChangedEventArgs(after));
        _waiters.Offer(after);
        return after;
    }

    private static SlackThread Cleared(SlackThread thread) =>
        thread.Status is null ? thread : thread with { Status = null, LoadingMessages = [] };
}

/// <summary>A thread as it looks now.</summary>
public sealed class SlackThreadChangedEventArgs(SlackThread thread) : EventArgs
{
    public SlackThread Thread { get; } = thread;
}

using System.Collections.Concurrent;

namespace JamieDaemon.Sandbox.Slack;

/// <summary>Every message of the workspace, as its humans see them now; safe for any number of threads.</summary>
public sealed class SlackMessageStore
{
    private readonly ConcurrentDictionary<string, ChannelLog> _logs = new();
    private readonly Waiters<SlackMessage> _waiters = new();
    private readonly SlackTimestamps _timestamps;
    private readonly TimeProvider _time;

    internal SlackMessageStore(SlackTimestamps timestamps, TimeProvider time)
    {
        _timestamps = timestamps;
        _time = time;
    }

    /// <summary>Raised after every new, edited or deleted message, on the thread that caused it.</summary>
    public event EventHandler<SlackMessageChangedEventArgs>? Changed;

    /// <summary>Everything in a channel, replies and ephemeral messages included, oldest first.</summary>
    public IReadOnlyList<SlackMessage> In(string channel) => Log(channel).All();

    /// <summary>The parent, when it still exists, and its replies, oldest first.</summary>
    public IReadOnlyList<SlackMessage> Thread(string channel, string threadTs) => Log(channel).Thread(threadTs);

    /// <summary>What only this user was shown, oldest first in each channel.</summary>
    public IReadOnlyList<SlackMessage> EphemeralFor(string user) =>
        [.. _logs.Values.SelectMany(log => log.All()).Where(message => message.EphemeralFor == user)];

    public SlackMessage? Find(string channel, string ts) => Log(channel).Find(ts);

    /// <summary>What a message looked like from its first moment on, oldest first: see <see cref="SlackMessage.ShownAt"/>.</summary>
    public IReadOnlyList<SlackMessage> VersionsOf(string channel, string ts) => Log(channel).VersionsOf(ts);

    /// <summary>Waits until a message, already there, new or edited, satisfies the predicate.</summary>
    public Task<SlackMessage> WhenAsync(Func<SlackMessage, bool> predicate, CancellationToken cancellationToken) =>
        _waiters.WhenAsync(predicate, () => _logs.Values.SelectMany(log => log.All()), cancellationToken);

    internal ChannelLog Log(string channel) => _logs.GetOrAdd(channel, _ => new ChannelLog(_time));

    internal SlackMessage Add(SlackMessage draft)
    {
        var message = Log(draft.Channel).Append(draft, _timestamps);
        Report(new SlackMessageChangedEventArgs(null, message));
        return message;
    }

    internal SlackMessageChangedEventArgs? Edit(string channel, string ts, Func<SlackMessage, SlackMessage?> edit)
    {
        var change = Log(channel).Edit(ts, edit);
        if (change is not null)
            Report(change);
        return change;
    }

    private void Report(SlackMessageChangedEventArgs change)
    {
        Changed?.Invoke(this, change);
        if (change.After is { } message)
            _waiters.Offer(message);
    }
}

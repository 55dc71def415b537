using System.Collections.Concurrent;

namespace JamieDaemon.Sandbox.Slack.ResponseUrls;

/// <summary>A slash command a user has run, and everything the app did about it.</summary>
public sealed class SlashInvocation
{
    private readonly TaskCompletionSource<bool> _acked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<SlackMessage> _replies = new();
    private readonly Waiters<SlackMessage> _waiters = new();

    internal SlashInvocation(string triggerId, string responseUrl)
    {
        TriggerId = triggerId;
        ResponseUrl = responseUrl;
    }

    public string TriggerId { get; }

    public string ResponseUrl { get; }

    /// <summary>True once acked in time; false when the app was too late or away and the user saw an error.</summary>
    public Task<bool> Acked => _acked.Task;

    /// <summary>What the ack and the response_url said, each as it was at its time.</summary>
    public IReadOnlyCollection<SlackMessage> Replies => _replies;

    /// <summary>Waits until a reply, already there or new, satisfies the predicate.</summary>
    public Task<SlackMessage> WhenRepliedAsync(Func<SlackMessage, bool> predicate, CancellationToken cancellationToken) =>
        _waiters.WhenAsync(predicate, () => _replies, cancellationToken);

    internal void Resolve(bool acked) => _acked.TrySetResult(acked);

    internal void Add(SlackMessage reply)
    {
        _replies.Enqueue(reply);
        _waiters.Offer(reply);
    }
}

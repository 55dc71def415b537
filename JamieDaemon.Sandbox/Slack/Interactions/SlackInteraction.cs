using System.Collections.Concurrent;

namespace JamieDaemon.Sandbox.Slack.Interactions;

/// <summary>Something a member has done with the app that Slack waits three seconds for, and everything the app did about it.</summary>
public class SlackInteraction
{
    private readonly TaskCompletionSource<bool> _acked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<SlackMessage> _replies = new();
    private readonly Waiters<SlackMessage> _waiters = new();

    internal SlackInteraction(string triggerId, string? responseUrl)
    {
        TriggerId = triggerId;
        ResponseUrl = responseUrl ?? "";
    }

    public string TriggerId { get; }

    /// <summary>Where the app may answer; empty for what is done in a view.</summary>
    public string ResponseUrl { get; }

    /// <summary>True once acked in time; false when the app was too late or away and the member saw an error.</summary>
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

using JamieDaemon.Answering;

namespace JamieDaemon.Journal;

/// <summary>A record on its way to the disk, and who waits for it. Without anybody it need not be there before the others are.</summary>
internal readonly record struct JournalEntry(JournalRecord Record, IJournalReceipt? Receipt = null, TaskCompletionSource<bool>? Waiter = null)
{
    public bool IsAwaited => Receipt is not null || Waiter is not null;

    /// <summary>The record is on disk.</summary>
    public void Safe()
    {
        Waiter?.TrySetResult(true);
        Receipt?.Accepted();
    }

    /// <summary>The record will not be on disk.</summary>
    public void Lost()
    {
        Waiter?.TrySetResult(false);
        Receipt?.Refused();
    }
}

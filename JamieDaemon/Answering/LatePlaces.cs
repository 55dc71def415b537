namespace JamieDaemon.Answering;

/// <summary>Places in the queue for what was asked before: half of it is left to those who ask now, but nobody waits for that half for long.</summary>
public sealed class LatePlaces(QuestionQueue queue, TimeProvider time)
{
    /// <summary>How long a question lets those who ask now go first. Without an end it would starve for as long as they keep half of the queue busy.</summary>
    internal static readonly TimeSpan Courtesy = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(250);

    /// <summary>Takes a place, to be used with <see cref="QuestionQueue.Enqueue"/> or given back with <see cref="QuestionQueue.Release"/>.</summary>
    public async Task ReserveAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while ((queue.Count >= (queue.Capacity + 1) / 2 && time.GetElapsedTime(begun) < Courtesy) || !queue.TryReserve()) await Task.Delay(Round, time, cancellationToken);
    }
}

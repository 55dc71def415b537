namespace JamieDaemon.Slack.Access;

/// <summary>The uses within the latest stretch of time: never more than so many in any of that length, and it is known when the next one is due.</summary>
/// <param name="limit">How many; 0: as many as anybody likes.</param>
/// <param name="length">How long the stretch is.</param>
/// <param name="time">The clock.</param>
internal sealed class SlidingWindow(int limit, TimeSpan length, TimeProvider time)
{
    private readonly Queue<long> _uses = new();

    public bool IsEmpty
    {
        get
        {
            Forget();
            return _uses.Count == 0;
        }
    }

    /// <summary>How long until there is room for one more; <see langword="null"/> when there is.</summary>
    public TimeSpan? UntilNext()
    {
        Forget();
        return limit == 0 || _uses.Count < limit ? null : length - time.GetElapsedTime(_uses.Peek());
    }

    public void Add()
    {
        if (limit > 0) _uses.Enqueue(time.GetTimestamp());
    }

    private void Forget()
    {
        while (_uses.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= length) _uses.Dequeue();
    }
}

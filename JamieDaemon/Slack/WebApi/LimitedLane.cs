namespace JamieDaemon.Slack.WebApi;

/// <summary>
/// A lane that Slack has limited: closed for a time, then open for one call after another, oldest first, until nobody waits.
/// Not thread-safe: <see cref="CallLanes"/> holds its lock around every member.
/// </summary>
internal sealed class LimitedLane(TimeProvider time, TimerCallback onOpen, object state) : IDisposable
{
    // Timers count in milliseconds; less would come round before its time.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly PriorityQueue<LaneWaiter, long> _waiting = new();
    private readonly ITimer _timer = time.CreateTimer(onOpen, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    private readonly long _origin = time.GetTimestamp();
    private TimeSpan _opens;
    private long? _running;

    /// <summary>How long it stays closed from now.</summary>
    public TimeSpan Blocked => _opens - time.GetElapsedTime(_origin) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Closes the lane for at least <paramref name="wait"/> from now; the call that was told so has come back.</summary>
    public void Close(long number, TimeSpan wait)
    {
        if (_running == number)
            _running = null;
        if (wait <= Blocked)
            return;
        _opens = time.GetElapsedTime(_origin) + wait;
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    public LaneWaiter Enqueue(long number)
    {
        var waiter = new LaneWaiter();
        _waiting.Enqueue(waiter, number);
        return waiter;
    }

    /// <summary>The call has come back; lets the next one go. False when none waits: the lane has recovered.</summary>
    public bool Leave(long number)
    {
        if (_running != number)
            return true;
        _running = null;
        return LetNextGo();
    }

    /// <summary>The time may be up; lets the first one go. False when none waits: the lane has recovered.</summary>
    public bool Open() => _running is not null || LetNextGo();

    public void Dispose() => _timer.Dispose();

    private bool LetNextGo()
    {
        if (Blocked is var left && left > TimeSpan.Zero)
        {
            _timer.Change(left > Tick ? left : Tick, Timeout.InfiniteTimeSpan);
            return true;
        }
        while (_waiting.TryDequeue(out var waiter, out var number))
        {
            if (!waiter.TrySetResult())
                continue;
            _running = number;
            return true;
        }
        return false;
    }
}

/// <summary>A call that waits at a lane; it gives up by cancelling itself before its turn comes.</summary>
internal sealed class LaneWaiter() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

namespace JamieDaemon.Slack.WebApi;

/// <summary>
/// Holds calls up while Slack limits their method in their channel, and no others. A lane exists only while it is limited:
/// a healthy call costs one read of a counter, and nothing is kept of channels that are at peace.
/// </summary>
internal sealed class CallLanes(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(SlackMethod Method, string Lane), LimitedLane> _limited = [];
    private long _lastNumber;
    private volatile int _count;

    /// <summary>How many lanes are limited now.</summary>
    public int Count => _count;

    /// <summary>A number for a new call: its place among those that wait, kept when it has to wait again.</summary>
    public LaneTurn Arrive(in SlackCall call) =>
        new((call.Method, call.Lane), Interlocked.Increment(ref _lastNumber), call.Patience, time.GetTimestamp());

    /// <summary>Whether a call may go now, without waiting.</summary>
    public bool IsOpen(in LaneTurn turn)
    {
        if (_count == 0)
            return true;
        lock (_gate)
            return !_limited.ContainsKey(turn.Key);
    }

    /// <summary>Comes back when the call may go; after it comes one <see cref="Leave"/> or <see cref="Close"/>.</summary>
    /// <exception cref="SlackRateLimitedException">The limit lasts longer than the call's patience.</exception>
    public Task EnterAsync(in LaneTurn turn, CancellationToken cancellationToken)
    {
        if (_count == 0)
            return Task.CompletedTask;
        var patience = RemainingPatience(turn);
        LaneWaiter waiter;
        lock (_gate)
        {
            var lane = _limited.GetValueOrDefault(turn.Key);
            switch (LaneRules.Decide(lane?.Blocked, patience))
            {
                case LaneDecision.Go:
                    return Task.CompletedTask;
                case LaneDecision.GiveUp:
                    return Task.FromException(new SlackRateLimitedException(turn.Key.Method.Name, lane!.Blocked));
                default:
                    waiter = lane!.Enqueue(turn.Number);
                    break;
            }
        }
        return WaitAsync(turn, waiter, patience, cancellationToken);
    }

    /// <summary>The call has come back, whatever became of it but a rate limit.</summary>
    public void Leave(in LaneTurn turn)
    {
        if (_count == 0)
            return;
        lock (_gate)
        {
            if (_limited.TryGetValue(turn.Key, out var lane) && !lane.Leave(turn.Number))
                Forget(turn.Key, lane);
        }
    }

    /// <summary>The call was told to wait. True when the lane was not limited before.</summary>
    public bool Close(in LaneTurn turn, TimeSpan wait)
    {
        lock (_gate)
        {
            var isNew = !_limited.TryGetValue(turn.Key, out var lane);
            if (isNew)
            {
                lane = new LimitedLane(time, Open, turn.Key);
                _limited.Add(turn.Key, lane);
                _count = _limited.Count;
            }
            lane!.Close(turn.Number, wait);
            return isNew;
        }
    }

    private async Task WaitAsync(LaneTurn turn, LaneWaiter waiter, TimeSpan? patience, CancellationToken cancellationToken)
    {
        try
        {
            await waiter.Task.WaitAsync(patience ?? Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Its turn may come at the very moment in which it gives up: then it goes.
            if (waiter.TrySetCanceled(CancellationToken.None))
                throw new SlackRateLimitedException(turn.Key.Method.Name, BlockedFor(turn.Key));
        }
        catch (OperationCanceledException)
        {
            if (!waiter.TrySetCanceled(CancellationToken.None))
                Leave(turn);
            throw;
        }
    }

    private TimeSpan? RemainingPatience(in LaneTurn turn)
    {
        if (turn.Patience is not { } patience)
            return null;
        var left = patience - time.GetElapsedTime(turn.Arrived);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private TimeSpan BlockedFor((SlackMethod, string) key)
    {
        lock (_gate)
            return _limited.TryGetValue(key, out var lane) ? lane.Blocked : TimeSpan.Zero;
    }

    private void Open(object? state)
    {
        var key = ((SlackMethod, string))state!;
        lock (_gate)
        {
            if (_limited.TryGetValue(key, out var lane) && !lane.Open())
                Forget(key, lane);
        }
    }

    private void Forget((SlackMethod, string) key, LimitedLane lane)
    {
        _limited.Remove(key);
        _count = _limited.Count;
        lane.Dispose();
    }
}

/// <summary>A call's place at its lane, and since when and for how long it may wait there.</summary>
internal readonly record struct LaneTurn((SlackMethod Method, string Lane) Key, long Number, TimeSpan? Patience, long Arrived)
{
    /// <summary>Without the lane, which may be a response_url.</summary>
    public override string ToString() => nameof(LaneTurn);
}

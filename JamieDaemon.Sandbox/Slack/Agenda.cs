namespace JamieDaemon.Sandbox.Slack;

/// <summary>Runs actions when they are due; one timer serves any number of them.</summary>
internal sealed class Agenda : IDisposable
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<Action, long> _due = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _armedFor = long.MaxValue;

    public Agenda(TimeProvider time)
    {
        _time = time;
        using (ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(_ => RunDue(), null, Never, Never);
    }

    public void After(TimeSpan delay, Action action)
    {
        var due = _time.GetTimestamp() + (long)(delay.TotalSeconds * _time.TimestampFrequency);
        lock (_lock)
        {
            _due.Enqueue(action, due);
            if (due < _armedFor)
                Arm(due, delay);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void RunDue()
    {
        List<Action> ready = [];
        lock (_lock)
        {
            _armedFor = long.MaxValue;
            var now = _time.GetTimestamp();
            while (_due.TryPeek(out _, out var due) && due <= now)
                ready.Add(_due.Dequeue());
            if (_due.TryPeek(out _, out var next))
                Arm(next, _time.GetElapsedTime(now, next));
        }

        foreach (var action in ready)
            action();
    }

    private void Arm(long due, TimeSpan delay)
    {
        _armedFor = due;
        // A timer may fire a little early; rounding up spares a second, empty round.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds)), Never);
    }
}

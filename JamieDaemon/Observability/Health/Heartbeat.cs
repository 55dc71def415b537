namespace JamieDaemon.Observability.Health;

/// <summary>
/// Stamps the time from the thread pool every few seconds. A stamp that grows old means that nothing is scheduled any more, which
/// is the one thing a restart cures: no remote system and no long answer can make it old.
/// </summary>
public sealed class Heartbeat : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ITimer _timer;
    private long _lastBeat;

    public Heartbeat(TimeProvider time)
    {
        _time = time;
        _started = _lastBeat = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Volatile.Write(ref _lastBeat, _time.GetTimestamp()), state: null, Interval, Interval);
    }

    public TimeSpan Age => _time.GetElapsedTime(Volatile.Read(ref _lastBeat));

    public TimeSpan Uptime => _time.GetElapsedTime(_started);

    public void Dispose() => _timer.Dispose();
}

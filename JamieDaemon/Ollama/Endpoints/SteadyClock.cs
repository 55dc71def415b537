namespace JamieDaemon.Ollama.Endpoints;

/// <summary>A clock that nobody sets: it shows the time of its making and what has gone by since. For those who measure with the time of day.</summary>
internal sealed class SteadyClock(TimeProvider inner) : TimeProvider
{
    private readonly DateTimeOffset _made = inner.GetUtcNow();
    private readonly long _start = inner.GetTimestamp();

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _made + inner.GetElapsedTime(_start);

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}

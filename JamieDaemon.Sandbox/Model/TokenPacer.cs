namespace JamieDaemon.Sandbox.Model;

/// <summary>
/// Spaces tokens evenly from one start. Each is due at its own time and not so long after the last one, so that the timer's
/// coarseness never adds up; timers are late rather than early, so less than a millisecond is not waited for.
/// </summary>
internal sealed class TokenPacer(TimeProvider time, TimeSpan delay)
{
    private readonly long _start = time.GetTimestamp();
    private int _count;

    public Task NextAsync(CancellationToken cancellationToken)
    {
        var left = (delay * ++_count) - time.GetElapsedTime(_start);
        return left.TotalMilliseconds >= 1
            ? Task.Delay(TimeSpan.FromMilliseconds(Math.Floor(left.TotalMilliseconds)), time, cancellationToken)
            : Task.CompletedTask;
    }
}

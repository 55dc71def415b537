namespace JamieDaemon.Sandbox.Model;

/// <summary>
/// Spaces tokens evenly from one start. Each is due at its own time and not so long after the last one, so that the timer's
/// coarseness (1 ms) never adds up.
/// </summary>
internal sealed class TokenPacer(TimeProvider time, TimeSpan delay)
{
    private readonly long _start = time.GetTimestamp();
    private int _count;

    public Task NextAsync(CancellationToken cancellationToken)
    {
        var left = (delay * ++_count) - time.GetElapsedTime(_start);
        return left > TimeSpan.Zero
            ? Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), time, cancellationToken)
            : Task.CompletedTask;
    }
}

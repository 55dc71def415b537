namespace JamieDaemon.Telemetry;

/// <summary>
/// Keeps out the numbers from which a sum never recovers, and counts them: what is not a number stays in it for ever, and what makes it
/// fall looks like a restart of the process.
/// </summary>
public sealed class MeasurementGuard
{
    private long _rejected;

    public long Rejected => Volatile.Read(ref _rejected);

    public bool Allows(double value)
    {
        // NaN is not greater than anything.
        if (value >= 0 && !double.IsPositiveInfinity(value)) return true;
        Interlocked.Increment(ref _rejected);
        return false;
    }
}

namespace JamieDaemon.Benchmarks;

/// <summary>What a benchmark may cost.</summary>
/// <param name="microseconds">On the two cores where it was promised; three times as much passes, since the machine may be busy or slow.</param>
/// <param name="bytes">Allocated. This is the same everywhere.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LimitAttribute(double microseconds, long bytes) : Attribute
{
    private const double Noise = 3;

    public bool Allows(double nanoseconds, long allocated) => nanoseconds <= microseconds * 1e3 * Noise && allocated <= bytes;

    public override string ToString() => $"{microseconds:F0} µs, {bytes} B";
}

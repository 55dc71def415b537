namespace JamieDaemon.Benchmarks;

/// <summary>What a benchmark may cost.</summary>
/// <param name="microseconds">Of its fastest iteration, on two cores: others on the machine can only make it slower.</param>
/// <param name="bytes">Allocated. This is the same everywhere.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LimitAttribute(double microseconds, long bytes) : Attribute
{
    public bool Allows(double nanoseconds, long allocated) => nanoseconds <= microseconds * 1e3 && allocated <= bytes;

    public override string ToString() => $"{microseconds:F0} µs, {bytes} B";
}

namespace JamieDaemon.Benchmarks;

/// <summary>What a benchmark may cost.</summary>
/// <param name="microseconds">Of its fastest iteration, on two cores of its own: others on the machine can only make it slower.</param>
/// <param name="bytes">Allocated. This is the same everywhere.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LimitAttribute(double microseconds, long bytes) : Attribute
{
    /// <summary>A machine on which something else runs takes twice as long, measured.</summary>
    private const double Busy = 3;

    public Verdict Judge(double? nanoseconds, long? allocated) => (nanoseconds / 1e3 / microseconds, allocated <= bytes) switch
    {
        ( <= 1, true) => Verdict.Holds,
        ( <= Busy, true) => Verdict.Over,
        _ => Verdict.Missed,
    };

    public override string ToString() => $"{microseconds:F0} µs, {bytes} B";
}

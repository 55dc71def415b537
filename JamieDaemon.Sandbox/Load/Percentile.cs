namespace JamieDaemon.Sandbox.Load;

/// <summary>Percentiles by nearest rank: always a time that was measured.</summary>
internal static class Percentile
{
    /// <summary>The smallest time that so many percent of all do not exceed; null when there are none.</summary>
    public static TimeSpan? Of(IEnumerable<TimeSpan> times, double percent)
    {
        TimeSpan[] sorted = [.. times.Order()];
        return sorted.Length == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(percent / 100 * sorted.Length) - 1)];
    }
}

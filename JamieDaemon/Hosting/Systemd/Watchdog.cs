using System.Globalization;

namespace JamieDaemon.Hosting.Systemd;

/// <summary>How often the service manager wants to hear that we live, before it kills us.</summary>
/// <seealso href="https://www.freedesktop.org/software/systemd/man/252/sd_watchdog_enabled.html"/>
internal static class Watchdog
{
    /// <summary>Half of its time is what systemd recommends; a third forgives a sign that comes late, or not at all.</summary>
    private const int SignsWithinItsTime = 3;

    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="processId">Ours: a parent's watchdog is none of our business.</param>
    /// <returns>The pause between two signs; <see langword="null"/> when nobody waits for them.</returns>
    public static TimeSpan? Interval(Func<string, string?> variable, int processId)
    {
        if (variable("WATCHDOG_PID") is { Length: > 0 } pid && pid != processId.ToString(CultureInfo.InvariantCulture)) return null;
        return long.TryParse(variable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds is > 0 and < long.MaxValue / TimeSpan.TicksPerMicrosecond
            ? TimeSpan.FromTicks(Math.Max(microseconds * TimeSpan.TicksPerMicrosecond / SignsWithinItsTime, TimeSpan.TicksPerMillisecond))
            : null;
    }
}

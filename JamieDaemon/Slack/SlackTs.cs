using System.Globalization;

namespace JamieDaemon.Slack;

/// <summary>Slack's <c>ts</c>: the id of a message in its channel, and its time in seconds ("1610241741.000200").</summary>
public static class SlackTs
{
    /// <returns>The Unix epoch for text that is no time.</returns>
    public static DateTimeOffset ToTime(string ts) =>
        decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800m
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : DateTimeOffset.UnixEpoch;

    /// <summary>A time as Slack would write it.</summary>
    public static string Of(DateTimeOffset time) =>
        ((time - DateTimeOffset.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond).ToString("F6", CultureInfo.InvariantCulture);
}

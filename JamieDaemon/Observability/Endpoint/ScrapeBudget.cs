using System.Globalization;

namespace JamieDaemon.Observability.Endpoint;

/// <summary>
/// How long a scrape may take: what Prometheus says in <c>X-Prometheus-Scrape-Timeout-Seconds</c>, less a margin to be heard in
/// time.
/// </summary>
public static class ScrapeBudget
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(0.5);

    public static TimeSpan Read(string? header)
    {
        var budget = double.TryParse(header, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds))
            : Default;
        return budget - (budget / 10 < Margin ? budget / 10 : Margin);
    }
}

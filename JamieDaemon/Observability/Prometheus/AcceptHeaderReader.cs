using System.Globalization;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>
/// Reads what a scraper accepts: the known format with the highest q, the first of equals. Anything unknown, broken or with q=0
/// is passed over, and when nothing is left the answer is plain text
/// (https://prometheus.io/docs/instrumenting/content_negotiation/).
/// </summary>
public static class AcceptHeaderReader
{
    public static ScrapeFormat Format(string? accept)
    {
        var best = ScrapeFormat.Text004;
        var bestQuality = 0.0;
        foreach (var entry in Split(accept, ','))
        {
            var (name, parameters) = Parse(entry);
            if (FormatOf(name, parameters) is { } format && Quality(parameters) is var quality && quality > bestQuality)
            {
                (best, bestQuality) = (format, quality);
            }
        }

        return best;
    }

    /// <summary>What is said of gzip counts; of anything else only when nothing is (RFC 9110, 12.5.3).</summary>
    public static bool Gzip(string? acceptEncoding)
    {
        var anything = false;
        foreach (var entry in Split(acceptEncoding, ','))
        {
            var (name, parameters) = Parse(entry);
            switch (name)
            {
                case "gzip" or "x-gzip":
                    return Quality(parameters) > 0;
                case "*":
                    anything = Quality(parameters) > 0;
                    break;
            }
        }

        return anything;
    }

    private static ScrapeFormat? FormatOf(string name, Dictionary<string, string> parameters)
    {
        var version = parameters.GetValueOrDefault("version", "");
        // Our names need no escaping, whichever is allowed; two others would want each underscore of them doubled.
        if (parameters.TryGetValue("escaping", out var escaping) && escaping is not ("allow-utf-8" or "underscores"))
        {
            return null;
        }

        return (name, version) switch
        {
            ("application/openmetrics-text", "1.0.0" or "") => ScrapeFormat.OpenMetrics100,
            ("application/openmetrics-text", "0.0.1") => ScrapeFormat.OpenMetrics001,
            ("text/plain", "1.0.0") => ScrapeFormat.Text100,
            ("text/plain", "0.0.4" or "") or ("text/*" or "*/*", _) => ScrapeFormat.Text004,
            _ => null,
        };
    }

    private static double Quality(Dictionary<string, string> parameters)
    {
        if (!parameters.TryGetValue("q", out var text))
        {
            return 1;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var q)
            && q is >= 0 and <= 1 ? q : 0;
    }

    private static (string Name, Dictionary<string, string> Parameters) Parse(string entry)
    {
        var parts = Split(entry, ';');
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in parts.Skip(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                parameters[Lower(part[..equals])] = Lower(part[(equals + 1)..].Trim().Trim('"'));
            }
        }

        return (parts.Length == 0 ? "" : Lower(parts[0]), parameters);
    }

    private static string[] Split(string? text, char separator) =>
        (text ?? "").Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Lower(string text) => text.Trim().ToLowerInvariant();
}

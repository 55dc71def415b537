using System.Text;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>
/// Turns OpenTelemetry names into Prometheus names: name, then unit, then type suffix, none of them twice.
/// https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/
/// </summary>
public static class PrometheusNames
{
    private const string Total = "_total";

    public static PrometheusFamily Family(string name, string? unit, PrometheusKind kind, string? help)
    {
        var family = Legal(name, allowColon: true);
        var spelled = PrometheusUnits.Spell(unit);
        if (kind == PrometheusKind.Counter)
        {
            // OpenMetrics refuses a page with a counter family that ends so, by its name or by its unit.
            while (family.EndsWith(Total, StringComparison.Ordinal)) family = family[..^Total.Length];
            if ($"_{spelled}".EndsWith(Total, StringComparison.Ordinal)) spelled = "";
        }

        if (spelled.Length > 0 && !EndsWithWord(family, spelled))
        {
            family = $"{family}_{spelled}";
        }

        return new PrometheusFamily(family, kind, spelled, help ?? "");
    }

    public static string Label(string key) => Legal(key, allowColon: false);

    /// <summary>
    /// Replaces each run of illegal characters and underscores by one underscore, and never begins with a digit.
    /// </summary>
    public static string Legal(string name, bool allowColon)
    {
        if (IsLegal(name, allowColon))
        {
            return name;
        }

        var legal = new StringBuilder(name.Length + 1);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c) || (c == ':' && allowColon))
            {
                _ = legal.Length == 0 && char.IsAsciiDigit(c) ? legal.Append('_').Append(c) : legal.Append(c);
            }
            else if (legal.Length == 0 || legal[^1] != '_')
            {
                legal.Append('_');
            }
        }

        return legal.Length == 0 ? "_" : legal.ToString();
    }

    private static bool IsLegal(string name, bool allowColon)
    {
        var afterUnderscore = false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !(c == ':' && allowColon) && (c != '_' || afterUnderscore))
            {
                return false;
            }

            afterUnderscore = c == '_';
        }

        return name.Length > 0 && !char.IsAsciiDigit(name[0]);
    }

    private static bool EndsWithWord(string name, string word) =>
        name == word || (name.EndsWith(word, StringComparison.Ordinal) && name[^(word.Length + 1)] == '_');
}

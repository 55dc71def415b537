namespace JamieDaemon.Observability.Prometheus;

/// <summary>
/// Spells a UCUM unit as Prometheus does: <c>s</c> is <c>seconds</c>, <c>By/s</c> is <c>bytes_per_second</c>, <c>{request}</c> is
/// nothing. The words are those of https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/.
/// </summary>
public static class PrometheusUnits
{
    public static string Spell(string? unit)
    {
        var bare = WithoutAnnotations(unit ?? "");
        var slash = bare.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return bare is "" or "1" ? "" : PrometheusNames.Legal(Plural(bare), allowColon: true);
        }

        var per = "per_" + Singular(bare[(slash + 1)..]);
        return PrometheusNames.Legal(slash == 0 ? per : Plural(bare[..slash]) + "_" + per, allowColon: true);
    }

    private static string WithoutAnnotations(string unit)
    {
        while (unit.IndexOf('{', StringComparison.Ordinal) is var open and >= 0
            && unit.IndexOf('}', open) is var close and >= 0)
        {
            unit = unit.Remove(open, close - open + 1);
        }

        return unit.Trim();
    }

    private static string Plural(string unit) => unit switch
    {
        "d" => "days",
        "h" => "hours",
        "min" => "minutes",
        "s" => "seconds",
        "ms" => "milliseconds",
        "us" => "microseconds",
        "ns" => "nanoseconds",
        "By" => "bytes",
        "KiBy" => "kibibytes",
        "MiBy" => "mebibytes",
        "GiBy" => "gibibytes",
        "TiBy" => "tebibytes",
        "kBy" => "kilobytes",
        "MBy" => "megabytes",
        "GBy" => "gigabytes",
        "TBy" => "terabytes",
        "m" => "meters",
        "V" => "volts",
        "A" => "amperes",
        "J" => "joules",
        "W" => "watts",
        "g" => "grams",
        "Cel" => "celsius",
        "Hz" => "hertz",
        "%" => "percent",
        _ => unit,
    };

    private static string Singular(string unit) => unit switch
    {
        "s" => "second",
        "m" => "minute",
        "h" => "hour",
        "d" => "day",
        "w" => "week",
        "mo" => "month",
        "y" => "year",
        _ => unit,
    };
}

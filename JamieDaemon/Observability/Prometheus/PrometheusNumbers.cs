using System.Globalization;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>Writes numbers so that Go's ParseFloat reads back the same value.</summary>
public static class PrometheusNumbers
{
    public static string Value(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>
    /// A bucket's <c>le</c> in OpenMetrics' canonical form (Go's <c>%g</c>, with <c>.0</c> when it looks like an integer).
    /// Prometheus before 3.0 stores it letter by letter, so <c>1</c> and <c>1.0</c> would be two series.
    /// </summary>
    public static string Bound(double bound)
    {
        var text = Value(bound);
        if (!double.IsFinite(bound))
        {
            return text;
        }

        var (negative, digits, exponent) = Decompose(text);
        var sign = negative ? "-" : "";
        if (exponent is < -4 or >= 6)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return string.Create(
                CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        if (exponent < 0)
        {
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        }

        var whole = digits.PadRight(exponent + 1, '0');
        return $"{sign}{whole[..(exponent + 1)]}.{(whole.Length > exponent + 1 ? whole[(exponent + 1)..] : "0")}";
    }

    /// <summary>Splits .NET's shortest text into significant digits and the power of ten of the first of them.</summary>
    private static (bool Negative, string Digits, int Exponent) Decompose(string text)
    {
        var negative = text[0] == '-';
        var mantissa = negative ? text[1..] : text;
        var exponent = 0;
        if (mantissa.IndexOf('E', StringComparison.Ordinal) is var e and >= 0)
        {
            exponent = int.Parse(mantissa.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            mantissa = mantissa[..e];
        }

        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        exponent += (point < 0 ? mantissa.Length : point) - 1;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        return significant.Length == 0
            ? (negative, "0", 0)
            : (negative, significant.TrimEnd('0'), exponent - (digits.Length - significant.Length));
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace JamieDaemon.Sandbox.Tour;

/// <summary>A page of Prometheus metrics as text, asked for single series.</summary>
/// <seealso href="https://prometheus.io/docs/instrumenting/exposition_formats/"/>
internal sealed partial class MetricsPage(string text)
{
    /// <summary>The sum of the series of that name with all these labels and perhaps more; null when there are none.</summary>
    public double? Value(string name, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        double? sum = null;
        foreach (var line in text.Split('\n'))
        {
            if (Series().Match(line) is { Success: true } series && series.Groups["name"].Value == name && Has(series, labels))
                sum = (sum ?? 0) + double.Parse(series.Groups["value"].Value, CultureInfo.InvariantCulture);
        }

        return sum;
    }

    private static bool Has(Match series, ReadOnlySpan<(string Name, string Value)> labels)
    {
        foreach (var (name, value) in labels)
        {
            var found = Label().Matches(series.Groups["labels"].Value).Any(label =>
                label.Groups["name"].Value == name && label.Groups["value"].Value == value);
            if (!found)
                return false;
        }

        return true;
    }

    [GeneratedRegex(
        """^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>.*)\})? (?<value>[-+.\w]+)( [-\d]+)?\s*$""",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Series();

    [GeneratedRegex("(?<name>\\w+)=\"(?<value>([^\"\\\\]|\\\\.)*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();
}

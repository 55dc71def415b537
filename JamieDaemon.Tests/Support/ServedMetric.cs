using System.Text.RegularExpressions;

namespace JamieDaemon.Tests.Support;

/// <summary>A family as an OpenMetrics page shows it, with the names of all labels of its series.</summary>
internal sealed partial record ServedMetric(string Family, string Type, string Unit, string[] Labels)
{
    public static IReadOnlyDictionary<string, ServedMetric> Read(string page)
    {
        var families = new Dictionary<string, ServedMetric>();
        var labels = new SortedSet<string>(StringComparer.Ordinal);
        string? current = null;
        foreach (var line in page.Split('\n'))
        {
            if (line.Split(' ') is ["#", "TYPE", var family, var type])
            {
                labels = new SortedSet<string>(StringComparer.Ordinal);
                families.Add(current = family, new ServedMetric(family, type, "", []));
            }
            else if (line.Split(' ') is ["#", "UNIT", _, var unit])
            {
                families[current!] = families[current!] with { Unit = unit };
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                foreach (Match label in Label().Matches(Exemplar().Replace(line, ""))) labels.Add(label.Groups["name"].Value);
                labels.Remove("le");
                families[current!] = families[current!] with { Labels = [.. labels] };
            }
        }

        return families;
    }

    [GeneratedRegex("(?<=[{,])(?<name>[a-z_]+)=\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();

    [GeneratedRegex(" # \\{.*$", RegexOptions.None, 1000)]
    private static partial Regex Exemplar();
}

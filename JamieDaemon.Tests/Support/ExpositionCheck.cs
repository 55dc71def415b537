using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace JamieDaemon.Tests.Support;

/// <summary>What is wrong with a page: everything for which a Prometheus server or a strict parser would refuse all of it, or take it for something else.</summary>
internal sealed partial class ExpositionCheck
{
    private readonly bool _openMetrics;
    private readonly List<string> _problems = [];
    private readonly HashSet<string> _families = [];
    private readonly HashSet<string> _series = [];
    private (string Name, string Type) _family;
    private double _bucket;
    private bool _isClosed = true;

    private ExpositionCheck(bool openMetrics) => _openMetrics = openMetrics;

    public static IReadOnlyList<string> Problems(byte[] page, bool openMetrics)
    {
        var check = new ExpositionCheck(openMetrics);
        try
        {
            check.Read(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(page));
        }
        catch (DecoderFallbackException)
        {
            check._problems.Add("not UTF-8");
        }

        return check._problems;
    }

    private void Read(string page)
    {
        if (!page.EndsWith(_openMetrics ? "\n# EOF\n" : "\n", StringComparison.Ordinal)) _problems.Add("no end");
        var lines = page.Split('\n')[..^1];
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line == "# EOF" && _openMetrics && i == lines.Length - 1) break;
            if (line.StartsWith('#')) ReadComment(line);
            else ReadSample(line);
        }

        if (!_isClosed) _problems.Add($"{_family.Name} ends without its infinite bucket and its count");
    }

    private void ReadComment(string line)
    {
        var words = line.Split(' ', 4);
        switch (words)
        {
            case ["#", "TYPE", var name, var type]:
                if (!_families.Add(name)) _problems.Add($"{name} has two types");
                if (!Name().IsMatch(name)) _problems.Add($"{name} is no name");
                if (type == "counter" && _openMetrics == name.EndsWith("_total", StringComparison.Ordinal)) _problems.Add($"{name} is no counter's name here");
                _family = (name, type);
                break;
            case ["#", "UNIT", var name, var unit] when _openMetrics:
                if (name != _family.Name) _problems.Add($"unit of {name} outside of it");
                if (name != unit && !name.EndsWith($"_{unit}", StringComparison.Ordinal)) _problems.Add($"{unit} is no suffix of {name}");
                break;
            case ["#", "HELP", var name, ..]:
                if (name != _family.Name) _problems.Add($"help of {name} outside of it");
                break;
            default:
                _problems.Add($"not allowed: {line}");
                break;
        }
    }

    private void ReadSample(string line)
    {
        if (Sample().Match(line) is not { Success: true } sample)
        {
            _problems.Add($"no sample: {line}");
            return;
        }

        var (name, value) = (sample.Groups["name"].Value, sample.Groups["value"].Value);
        var labels = Label().Matches(sample.Groups["labels"].Value).Select(label => (Name: label.Groups["name"].Value, Value: label.Groups["value"].Value)).ToList();
        if (labels.DistinctBy(label => label.Name).Count() != labels.Count) _problems.Add($"a label twice: {line}");
        if (labels.Exists(label => label.Name.StartsWith("__", StringComparison.Ordinal) || label.Value.Length == 0)) _problems.Add($"no label: {line}");
        if (!_series.Add($"{name}{string.Join(',', labels.Order())}")) _problems.Add($"twice: {line}");
        if (!SampleNames().Contains(name)) _problems.Add($"not of the family {_family}: {line}");
        // Go's ParseFloat has no number for it either.
        if (double.IsInfinity(Number(value)) && !value.EndsWith("Inf", StringComparison.Ordinal)) _problems.Add($"too large: {line}");
        ReadExemplar(sample.Groups["exemplar"].Value, name, line);
        if (_family.Type == "histogram") ReadHistogram(name[_family.Name.Length..], labels, value);
    }

    private string[] SampleNames() => _family.Type switch
    {
        "counter" => [_openMetrics ? $"{_family.Name}_total" : _family.Name],
        "info" => [$"{_family.Name}_info"],
        "histogram" => [$"{_family.Name}_bucket", $"{_family.Name}_sum", $"{_family.Name}_count"],
        _ => [_family.Name],
    };

    private void ReadExemplar(string exemplar, string name, string line)
    {
        if (exemplar.Length == 0) return;
        var mayHaveOne = _openMetrics && (_family.Type == "counter" || name.EndsWith("_bucket", StringComparison.Ordinal));
        if (!mayHaveOne) _problems.Add($"an exemplar where none may be: {line}");
        if (Label().Matches(exemplar).Sum(label => label.Groups["name"].Length + label.Groups["value"].Length) > 128) _problems.Add($"an exemplar too large: {line}");
    }

    /// <summary>Buckets grow up to the infinite one, which is what the count says.</summary>
    private void ReadHistogram(string suffix, List<(string Name, string Value)> labels, string value)
    {
        var number = Number(value);
        if (suffix == "_bucket")
        {
            if (_isClosed) _bucket = 0;
            if (number < _bucket) _problems.Add($"{_family.Name} falls");
            _bucket = number;
            _isClosed = labels.Exists(label => label is { Name: "le", Value: "+Inf" });
        }
        else if (!_isClosed || (suffix == "_count" && !number.Equals(_bucket)))
        {
            _problems.Add($"{_family.Name} has no infinite bucket that is its count");
        }
    }

    private static double Number(string value) => value switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(value, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex("^[a-zA-Z_:][a-zA-Z0-9_:]*$", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(
        """
        ^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\[\\"n])*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\[\\"n])*")*)\})?
        [ ](?<value>NaN|[+-]Inf|[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?)
        (?<exemplar>[ ]\#[ ]\{[^}]*\}[ ][^ ]+[ ][0-9.]+)?$
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex Sample();

    [GeneratedRegex("""(?<name>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>([^"\\]|\\[\\"n])*)"(,|$|(?=\}))""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();
}

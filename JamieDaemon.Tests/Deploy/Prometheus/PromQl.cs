using System.Text.RegularExpressions;

namespace JamieDaemon.Tests.Deploy.Prometheus;

/// <summary>What a PromQL expression names. promtool has the word on its grammar; this only takes it apart.</summary>
internal sealed partial class PromQl
{
    private static readonly HashSet<string> Keywords = ["and", "or", "unless", "bool", "offset", "inf", "nan", "group_left", "group_right"];

    private PromQl(string expression)
    {
        foreach (Match selector in WithMatchers().Matches(expression))
        {
            Selectors.Add((selector.Groups["name"].Value, [.. Matcher().Matches(selector.Groups["matchers"].Value).Select(match => (match.Groups["label"].Value, match.Groups["value"].Value))]));
        }

        var rest = Text().Replace(Range().Replace(WithMatchers().Replace(expression, ""), ""), "");
        foreach (Match grouping in Grouping().Matches(rest)) GroupedBy.UnionWith(grouping.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        foreach (Match name in Name().Matches(Grouping().Replace(rest, "")))
        {
            if (!Keywords.Contains(name.Value)) Selectors.Add((name.Value, []));
        }
    }

    /// <summary>The names of series, with their matchers; a selector by matchers alone has an empty name.</summary>
    public List<(string Name, (string Label, string Value)[] Matchers)> Selectors { get; } = [];

    /// <summary>Labels that results are grouped by or matched on.</summary>
    public HashSet<string> GroupedBy { get; } = [];

    public static PromQl Read(string expression) => new(expression);

    [GeneratedRegex("""(?<name>[a-zA-Z_:][\w:]*)?\{(?<matchers>([^{}"]|"[^"]*")*)\}""", RegexOptions.ExplicitCapture)]
    private static partial Regex WithMatchers();

    [GeneratedRegex("""(?<label>\w+)\s*(=~|!~|!=|=)\s*"(?<value>[^"]*)"\s*""", RegexOptions.ExplicitCapture)]
    private static partial Regex Matcher();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Range();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"\b(by|without|on|ignoring|group_left|group_right) *\((?<labels>[^)]*)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Grouping();

    [GeneratedRegex(@"(?<![\w.])[a-zA-Z_:][\w:]*(?![\w:]|\s*\()")]
    private static partial Regex Name();
}

using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests.Deploy.Prometheus;

/// <summary>An alert that somebody has got wrong.</summary>
/// <param name="Alert">Its name.</param>
/// <param name="How">What is wrong; null for the alert as it is shipped.</param>
/// <param name="Expression">Of it.</param>
/// <param name="For">Of it.</param>
internal sealed partial record RuleMutant(string Alert, string? How, string Expression, string? For)
{
    private static readonly Dictionary<string, string> Opposite = new() { [">"] = "<=", ["<="] = ">", ["<"] = ">=", [">="] = "<", ["=="] = "!=", ["!="] = "==" };

    public static IEnumerable<RuleMutant> Of(Rule alert)
    {
        yield return new(alert.Name, null, alert.Expression, alert.For);
        yield return new(alert.Name, "negated", $"absent({alert.Expression})", alert.For);
        foreach (Match comparison in Comparison().Matches(alert.Expression))
        {
            var group = comparison.Groups["operator"];
            if (!group.Success) continue;
            var turned = alert.Expression[..group.Index] + Opposite[group.Value] + alert.Expression[(group.Index + group.Length)..];
            yield return new(alert.Name, $"with {group.Value} at {group.Index} turned round", turned, alert.For);
        }

        foreach (var condition in alert.Expression.Split('\n').Where(line => line.TrimStart().StartsWith("and ", StringComparison.Ordinal)))
        {
            yield return new(alert.Name, $"without: {condition.Trim()}", alert.Expression.Replace(condition, "", StringComparison.Ordinal), alert.For);
        }

        if (alert.For is not null) yield return new(alert.Name, "without waiting", alert.Expression, null);
    }

    public override string ToString() => $"{Alert} {How ?? "as shipped"}";

    /// <summary>This alert and the recorded series that it is made of, as a file for promtool.</summary>
    public string Rules(Rule shipped)
    {
        var recorded = new List<Rule>();
        Need(Expression, recorded);
        var groups = new[]
        {
            new { name = "recorded", rules = recorded.Select(rule => new Dictionary<string, object?> { ["record"] = rule.Name, ["expr"] = rule.Expression }).ToArray() },
            new
            {
                name = "alert",
                rules = new[]
                {
                    new Dictionary<string, object?>
                    {
                        ["alert"] = Alert, ["expr"] = Expression, ["for"] = For ?? "0s",
                        ["labels"] = new { severity = shipped.Severity }, ["annotations"] = shipped.Annotations,
                    },
                },
            },
        };
        return JsonSerializer.Serialize(new { groups });
    }

    /// <summary>The shipped tests of this alert alone, as files for promtool: one for each interval. The names of the groups begin with the number.</summary>
    public IEnumerable<string> Tests(int number, string rulesFile)
    {
        foreach (var groups in AlertTest.All.Where(group => group.Expected.Any(expected => expected.Alert == Alert)).GroupBy(group => group.Interval))
        {
            yield return JsonSerializer.Serialize(new { rule_files = new[] { rulesFile }, evaluation_interval = groups.Key, tests = groups.Select(group => Test(number, group.Node)) });
        }
    }

    private Dictionary<string, object?> Test(int number, YamlMappingNode group) => new()
    {
        ["name"] = $"{number}: {group.Text("name")}",
        ["interval"] = group.Text("interval"),
        ["input_series"] = Plain(group.Child("input_series")!),
        ["alert_rule_test"] = group.List("alert_rule_test").Where(test => test.Text("alertname") == Alert).Select(Plain),
    };

    private static object? Plain(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => Plain(pair.Value)),
        YamlSequenceNode list => list.Children.Select(Plain).ToArray(),
        _ => ((YamlScalarNode)node).Value,
    };

    // In the order of their evaluation: each before those that are made of it.
    private static void Need(string expression, List<Rule> recorded)
    {
        foreach (var (name, _) in PromQl.Read(expression).Selectors)
        {
            if (RuleFiles.Recorded.FirstOrDefault(rule => rule.Name == name) is not { } rule || recorded.Contains(rule)) continue;
            Need(rule.Expression, recorded);
            recorded.Add(rule);
        }
    }

    /// <summary>Texts are consumed first, so that what stands in them is no operator.</summary>
    [GeneratedRegex("""\{[^{}]*\}|"[^"]*"|(?<operator>==|!=|>=|<=|>|<)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Comparison();
}

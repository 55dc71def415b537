using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests.Deploy.Prometheus;

/// <summary>A rule as it is shipped.</summary>
internal sealed record Rule(string Name, string Expression, string? For, string? Severity, IReadOnlyDictionary<string, string> Annotations)
{
    public override string ToString() => Name;
}

/// <summary>The shipped rules, and the tests that are shipped with them.</summary>
internal static class RuleFiles
{
    public const string Recording = "prometheus/jamie.recording.rules.yml";
    public const string Alerting = "prometheus/jamie.alert.rules.yml";

    public static string[] Tests { get; } = ["prometheus/jamie.alert.tests.yml", "prometheus/jamie.budget.tests.yml"];

    public static IReadOnlyList<Rule> Alerts { get; } = Read(Alerting, "alert");

    public static IReadOnlyList<Rule> Recorded { get; } = Read(Recording, "record");

    private static List<Rule> Read(string file, string kind) =>
    [
        .. DeployFile.Yaml(file).List("groups").SelectMany(group => group.List("rules")).Select(rule => new Rule(
            rule.Text(kind)!, rule.Text("expr")!, rule.Text("for"),
            rule.Child("labels") is { } labels ? labels.Text("severity") : null,
            rule.Child("annotations") is YamlMappingNode annotations
                ? annotations.Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => ((YamlScalarNode)pair.Value).Value!)
                : [])),
    ];
}

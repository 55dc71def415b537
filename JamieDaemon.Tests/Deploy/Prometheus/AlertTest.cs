using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests.Deploy.Prometheus;

/// <summary>A group of the shipped tests.</summary>
/// <param name="Node">As it is shipped.</param>
/// <param name="Interval">Between two evaluations.</param>
/// <param name="Expected">Which alerts it looks at, and whether they fire there.</param>
internal sealed record AlertTest(YamlMappingNode Node, string Interval, IReadOnlyList<(string Alert, bool Fires)> Expected)
{
    public static IReadOnlyList<AlertTest> All { get; } = [.. RuleFiles.Tests.SelectMany(Read)];

    private static IEnumerable<AlertTest> Read(string file)
    {
        var root = DeployFile.Yaml(file);
        return root.List("tests").Cast<YamlMappingNode>().Select(group => new AlertTest(
            group, root.Text("evaluation_interval")!,
            [.. group.List("alert_rule_test").Select(test => (test.Text("alertname")!, test.List("exp_alerts").Any()))]));
    }
}

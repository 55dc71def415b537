using System.Text.RegularExpressions;
using JamieDaemon.Tests.Docs;
using JamieDaemon.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests;

/// <summary>The workflows of .github, by GitHub's own parser and by the rules of the house. Nobody here has seen them run at GitHub.</summary>
public sealed partial class WorkflowTests
{
    private const string Ci = ".github/workflows/ci.yml";

    private static IEnumerable<string> Workflows => Directory.EnumerateFiles(Repository.Folder(".github/workflows")).Select(file => $".github/workflows/{Path.GetFileName(file)}");

    [TestCaseSource(nameof(Workflows))]
    public Task GitHubs_parser_takes_it(string workflow) => NpmJudge.ApproveAsync("workflow", Repository.File(workflow));

    [TestCase("    timeout-minutes: 60", "    timeout-minute: 60", "timeout-minute")]
    [TestCase("github.ref }}", "githup.ref }}", "githup")]
    [TestCase("      - run: bash .ci/run", "      - runs: bash .ci/run", "runs")]
    [TestCase("  push:", "  pushed:", "pushed")]
    public async Task GitHubs_parser_refuses_what_is_wrong(string right, string wrong, string says)
    {
        using var folder = new TempFolder();
        var text = await File.ReadAllTextAsync(Repository.File(Ci), Limits.Token);
        Assert.That(text, Does.Contain(right));
        await File.WriteAllTextAsync(folder.File("ci.yml"), text.Replace(right, wrong, StringComparison.Ordinal), Limits.Token);
        var (exitCode, output) = await NpmJudge.AskAsync("workflow", folder.File("ci.yml"));
        Assert.That(exitCode, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain(says));
    }

    [Test]
    public void Changes_run_everything() => Assert.That(Scripts(Yaml(Ci)), Has.One.EqualTo("bash .ci/run"));

    [TestCaseSource(nameof(Workflows))]
    public void It_may_do_little_and_not_for_ever(string workflow) => Assert.Multiple(() =>
    {
        var root = Yaml(workflow);
        Assert.That(Permissions(root), Is.Not.Null.And.None.Contains("write"), "what holds for all jobs");
        foreach (var job in Jobs(root))
        {
            Assert.That(job.Children, Does.ContainKey(new YamlScalarNode("timeout-minutes")));
            // Who may write builds nothing of what anybody has sent.
            if (Permissions(job)?.Any(permission => permission.Contains("write", StringComparison.Ordinal)) == true) Assert.That(Uses(job), Has.None.StartsWith("actions/checkout"));
        }
    });

    [TestCaseSource(nameof(Workflows))]
    public void Its_actions_are_GitHubs_own_at_a_major_version(string workflow) => Assert.That(Jobs(Yaml(workflow)).SelectMany(Uses), Is.Not.Empty.And.All.Match(@"^actions/[a-z-]+@v\d+$"));

    [TestCaseSource(nameof(Workflows))]
    public void No_expression_stands_in_a_script(string workflow) =>
        Assert.That(Scripts(Yaml(workflow)), Is.Not.Empty.And.None.Contains("${{"), "a branch's name could be a command: https://docs.github.com/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions");

    [TestCaseSource(nameof(Workflows))]
    public void The_scripts_that_it_names_are_there(string workflow) => Assert.That(
        Scripts(Yaml(workflow)).SelectMany(script => OwnScript().Matches(script)).Select(match => Repository.File(match.Value)), Is.Not.Empty.And.All.Exist);

    private static YamlMappingNode Yaml(string workflow)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Repository.File(workflow))));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static IEnumerable<YamlMappingNode> Jobs(YamlMappingNode root) => ((YamlMappingNode)root["jobs"]).Children.Values.Cast<YamlMappingNode>();

    private static IEnumerable<string> Scripts(YamlMappingNode root) => Jobs(root).SelectMany(job => Of(job, "run"));

    private static IEnumerable<string> Uses(YamlMappingNode job) => Of(job, "uses");

    private static IEnumerable<string> Of(YamlMappingNode job, string key) => ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>()
        .Where(step => step.Children.ContainsKey(key)).Select(step => step[key].ToString());

    private static IEnumerable<string>? Permissions(YamlMappingNode node) =>
        node.Children.TryGetValue("permissions", out var permissions) ? permissions is YamlMappingNode each ? each.Children.Select(permission => $"{permission.Key}: {permission.Value}") : [permissions.ToString()] : null;

    [GeneratedRegex(@"\.ci/[\w-]+", RegexOptions.None, 1000)]
    private static partial Regex OwnScript();
}

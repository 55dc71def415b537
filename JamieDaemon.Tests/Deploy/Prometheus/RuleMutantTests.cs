using System.Text.RegularExpressions;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Deploy.Prometheus;

/// <summary>
/// The tests of the alerts, tested: each alert is negated, has each of its comparisons turned round, loses each of its conditions and does
/// not wait, and each time its own tests have to notice. One run of promtool judges all of them.
/// </summary>
public sealed partial class RuleMutantTests
{
    private static readonly List<RuleMutant> Mutants = [.. RuleFiles.Alerts.SelectMany(RuleMutant.Of)];

    private static IEnumerable<string> Names => Mutants.Select(mutant => mutant.ToString());

    private static Dictionary<string, string> _verdicts = [];

    [OneTimeSetUp]
    public static async Task Let_promtool_judge_them_all()
    {
        using var folder = new TempFolder();
        var (rules, tests) = (new List<string>(), new List<string>());
        foreach (var (number, mutant) in Mutants.Index())
        {
            rules.Add(folder.File($"{number}.rules.json"));
            await File.WriteAllTextAsync(rules[^1], mutant.Rules(RuleFiles.Alerts.Single(alert => alert.Name == mutant.Alert)));
            foreach (var (part, text) in mutant.Tests(number, $"{number}.rules.json").Index())
            {
                tests.Add(folder.File($"{number}.{part}.tests.json"));
                await File.WriteAllTextAsync(tests[^1], text);
            }
        }

        var (valid, complaints) = await Judge.AskAsync("promtool", ["check", "rules", .. rules], [], "prometheus");
        Assert.That(valid, Is.Zero, complaints);
        var (_, output) = await Judge.AskAsync("promtool", ["test", "rules", .. tests], [], "prometheus");
        Assert.That(output.Split("Unit Testing:"), Has.Length.EqualTo(tests.Count + 1), output);
        // Of a file that fails only the groups are named, apart from it, on standard error.
        _verdicts = Failed().Split(output)[1..].Chunk(2).GroupBy(verdict => int.Parse(verdict[0]), verdict => verdict[1])
            .ToDictionary(verdicts => Mutants[verdicts.Key].ToString(), verdicts => string.Concat(verdicts));
    }

    [TestCaseSource(nameof(Names))]
    public void Only_the_alert_as_shipped_passes_its_tests(string mutant)
    {
        var failures = _verdicts.GetValueOrDefault(mutant, "");
        // "got:" is an alert that fired or did not; an expression that cannot be evaluated would say something else.
        Assert.That(failures, mutant.EndsWith(" as shipped", StringComparison.Ordinal) ? Is.Empty : Does.Contain("got:"));
    }

    [GeneratedRegex(@"^ *name: (?<number>\d+): ", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Failed();
}

namespace JamieDaemon.Tests.Deploy.Prometheus;

/// <summary>Whether an expression asks for what exists: one that does not is silent for ever.</summary>
internal static class SeriesRules
{
    /// <summary>Labels of every series of a target, and those that the rules make themselves.</summary>
    private static readonly string[] Everywhere = ["job", "instance", "le", "metric", "__name__", "otel_metric_overflow"];

    /// <summary>Complains of each series that is neither Jamie's, nor recorded by its rules, nor one of <paramref name="others"/>, and of each label that such a series lacks.</summary>
    public static void Check(string where, string expression, IReadOnlyCollection<string> others)
    {
        var read = PromQl.Read(expression);
        var labels = new HashSet<string>(Everywhere);
        foreach (var (name, matchers) in read.Selectors)
        {
            var own = Labels(name, others);
            Assert.That(own, Is.Not.Null, $"{where}: there is no series {name}");
            if (own is null) continue;
            labels.UnionWith(own);
            if (RuleFiles.Recorded.Any(recorded => recorded.Name == name)) continue;
            foreach (var (label, _) in matchers) Assert.That(own.Concat(Everywhere), Does.Contain(label), $"{where}: {name} has no label {label}");
        }

        Assert.That(read.GroupedBy, Is.SubsetOf(labels), where);
    }

    private static IEnumerable<string>? Labels(string name, IReadOnlyCollection<string> others) => name switch
    {
        "" => [],
        _ when others.Contains(name) => [],
        _ when KnownNames.Series.TryGetValue(name, out var labels) => labels,
        _ => RuleFiles.Recorded.FirstOrDefault(rule => rule.Name == name) is { } recorded ? PromQl.Read(recorded.Expression).GroupedBy : null,
    };
}

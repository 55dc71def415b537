using JamieDaemon.Tests.Docs;

namespace JamieDaemon.Tests.Deploy;

/// <summary>What rules, panels and searches may name: what the documentation lists.</summary>
internal static class KnownNames
{
    /// <summary>The labels of every series name that Jamie serves.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Series { get; } = ListedMetric.All
        .SelectMany(metric => Names(metric.Name, metric.Type), (metric, name) => (name, Labels: (IReadOnlySet<string>)metric.Labels.ToHashSet()))
        .ToDictionary(series => series.name, series => series.Labels);

    private static string[] Names(string name, string type) => type == "histogram" ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"] : [name];
}

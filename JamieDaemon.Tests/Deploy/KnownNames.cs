using JamieDaemon.Tests.Docs;

namespace JamieDaemon.Tests.Deploy;

/// <summary>What rules, panels and searches may name: what the documentation lists, and what its pages will list next.</summary>
internal static class KnownNames
{
    private static readonly (string Name, string Type, string[] Labels)[] Coming =
    [
        ("jamie_otlp_export_failures_total", "counter", ["signal", "destination"]),
    ];

    /// <summary>The labels of every series name that Jamie serves.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Series { get; } = ListedMetric.All
        .Select(metric => (metric.Name, metric.Type, metric.Labels))
        .Concat(Coming.Where(coming => ListedMetric.All.All(listed => listed.Name != coming.Name)))
        .SelectMany(metric => Names(metric.Name, metric.Type), (metric, name) => (name, Labels: (IReadOnlySet<string>)metric.Labels.ToHashSet()))
        .ToDictionary(series => series.name, series => series.Labels);

    private static string[] Names(string name, string type) => type == "histogram" ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"] : [name];
}

namespace JamieDaemon.Observability.Prometheus;

/// <summary>Which names are taken on a page: a family takes its own and those of all samples that it may have, in either format.</summary>
/// <remarks>Without it a gauge <c>jobs_total</c> and a counter <c>jobs</c> would share samples, and a strict parser refuses the whole page.</remarks>
internal sealed class FamilyNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<PrometheusFamily, string[]> _names = new(ReferenceEqualityComparer.Instance);

    public void Clear() => _taken.Clear();

    /// <returns><see langword="false"/>, and nothing is taken, when one of the names is.</returns>
    public bool TryClaim(PrometheusFamily family)
    {
        if (!_names.TryGetValue(family, out var names)) _names[family] = names = NamesOf(family);
        foreach (var name in names)
        {
            if (_taken.Contains(name)) return false;
        }

        foreach (var name in names) _taken.Add(name);
        return true;
    }

    private static string[] NamesOf(PrometheusFamily family) => family.Kind switch
    {
        PrometheusKind.Counter => [family.Name, family.Name + "_total", family.Name + "_created"],
        PrometheusKind.Histogram => [family.Name, family.Name + "_bucket", family.Name + "_sum", family.Name + "_count", family.Name + "_created"],
        PrometheusKind.Info => [family.Name, family.Name + "_info"],
        _ => [family.Name],
    };
}

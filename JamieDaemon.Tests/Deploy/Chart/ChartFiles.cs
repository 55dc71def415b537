using JamieDaemon.Tests.Docs;
using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests.Deploy.Chart;

/// <summary>The files of deploy/helm/jamie.</summary>
internal static class ChartFiles
{
    public static string Folder { get; } = Repository.Folder("deploy/helm/jamie");

    public static YamlNode About { get; } = Yaml("Chart.yaml");

    public static YamlNode Values { get; } = Yaml("values.yaml");

    /// <summary>The sets of values that are rendered in CI.</summary>
    public static IReadOnlyList<string> ValueSets { get; } = [.. Directory.EnumerateFiles(Path("ci")).Order(StringComparer.Ordinal)];

    public static string Path(string name) => System.IO.Path.Combine(Folder, name);

    private static YamlNode Yaml(string name) => YamlNodes.Documents(File.ReadAllText(Path(name))).Single();
}

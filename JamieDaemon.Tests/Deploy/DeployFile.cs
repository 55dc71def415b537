using JamieDaemon.Tests.Docs;
using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests.Deploy;

/// <summary>The files of deploy/observability, where they stand in the repository.</summary>
internal static class DeployFile
{
    public static string Folder { get; } = Repository.Folder("deploy/observability");

    public static IReadOnlyList<string> All { get; } =
        [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    public static string Path(string name) => System.IO.Path.Combine(Folder, name);

    public static string Text(string name) => File.ReadAllText(Path(name));

    public static YamlNode Yaml(string name) => YamlNodes.Documents(Text(name)).Single();
}

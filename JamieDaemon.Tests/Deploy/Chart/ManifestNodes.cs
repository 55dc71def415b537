using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests.Deploy.Chart;

/// <summary>What is looked for in a StatefulSet or a Pod.</summary>
internal static class ManifestNodes
{
    public static IReadOnlyList<YamlNode> OfKind(this IEnumerable<YamlNode> manifests, string kind) => [.. manifests.Where(manifest => manifest.Text("kind") == kind)];

    /// <summary>The pod that a StatefulSet makes, or the pod itself.</summary>
    public static YamlNode PodSpec(this YamlNode manifest) => manifest.At("spec", "template", "spec") ?? manifest.At("spec")!;

    /// <summary>Its first container, which is Jamie's.</summary>
    public static YamlNode Jamie(this YamlNode manifest) => manifest.PodSpec().List("containers").First();

    /// <summary>The variables of Jamie's container; one that comes from elsewhere has no value.</summary>
    public static IReadOnlyDictionary<string, string?> Variables(this YamlNode manifest) =>
        manifest.Jamie().List("env").ToDictionary(variable => variable.Text("name")!, variable => variable.Text("value"));

    /// <summary>Where Jamie's volumes are mounted, by their names.</summary>
    public static IReadOnlyDictionary<string, string> Mounts(this YamlNode manifest) =>
        manifest.Jamie().List("volumeMounts").ToDictionary(mount => mount.Text("name")!, mount => mount.Text("mountPath")!);
}

using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests.Deploy;

/// <summary>The parts of a YAML document by their names; what is not there is nothing.</summary>
internal static class YamlNodes
{
    public static YamlNode? Child(this YamlNode node, string name) =>
        ((YamlMappingNode)node).Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    public static IEnumerable<YamlNode> List(this YamlNode node, string name) => node.Child(name) is YamlSequenceNode list ? list.Children : [];

    public static string? Text(this YamlNode node, string name) => (node.Child(name) as YamlScalarNode)?.Value;

    public static IEnumerable<string> Keys(this YamlNode node) => ((YamlMappingNode)node).Children.Keys.Select(key => ((YamlScalarNode)key).Value!);
}

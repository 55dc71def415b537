using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests.Deploy;

/// <summary>The parts of a YAML document by their names; what is not there is nothing.</summary>
internal static class YamlNodes
{
    /// <summary>The documents of a text, without those that are empty.</summary>
    public static IEnumerable<YamlNode> Documents(string text)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        stream.Load(reader);
        return stream.Documents.Select(document => document.RootNode);
    }

    /// <summary>What stands at a path of names.</summary>
    public static YamlNode? At(this YamlNode node, params ReadOnlySpan<string> names)
    {
        var found = node;
        foreach (var name in names)
        {
            if ((found as YamlMappingNode)?.Child(name) is not { } child) return null;
            found = child;
        }

        return found;
    }

    /// <summary>As JSON whose scalars are all strings and whose names are in order: what is equal reads the same, however it was written.</summary>
    public static string Canonical(this YamlNode node) => node switch
    {
        YamlMappingNode map => $"{{{string.Join(',', map.Children.Select(pair => $"{pair.Key.Canonical()}:{pair.Value.Canonical()}").Order(StringComparer.Ordinal))}}}",
        YamlSequenceNode list => $"[{string.Join(',', list.Children.Select(Canonical))}]",
        _ => JsonSerializer.Serialize(((YamlScalarNode)node).Value),
    };

    public static YamlNode? Child(this YamlNode node, string name) =>
        ((YamlMappingNode)node).Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    public static IEnumerable<YamlNode> List(this YamlNode node, string name) => node.Child(name) is YamlSequenceNode list ? list.Children : [];

    public static string? Text(this YamlNode node, string name) => (node.Child(name) as YamlScalarNode)?.Value;

    public static IEnumerable<string> Keys(this YamlNode node) => ((YamlMappingNode)node).Children.Keys.Select(key => ((YamlScalarNode)key).Value!);
}

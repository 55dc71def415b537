using System.Text.Json.Nodes;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

/// <summary>The field names of a payload, so that the workspace's can be held against one that Slack sent.</summary>
internal static class VectorShape
{
    /// <summary>What Slack's payload has and ours lacks, as paths; arrays count by their first item.</summary>
    public static IEnumerable<string> MissingFrom(JsonNode ours, string vector) =>
        Paths(JsonNode.Parse(Vectors.Read(vector)), "").Except(Paths(ours, ""));

    private static IEnumerable<string> Paths(JsonNode? node, string path) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Paths(field.Value, $"{path}/{field.Key}").Prepend($"{path}/{field.Key}")),
        JsonArray { Count: > 0 } items => Paths(items[0], path + "/0"),
        _ => [],
    };
}

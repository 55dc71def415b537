using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace JamieDaemon.Slack;

[JsonSerializable(typeof(JsonNode))]
internal sealed partial class BlockKitJsonContext : JsonSerializerContext;

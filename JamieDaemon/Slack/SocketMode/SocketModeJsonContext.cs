using System.Text.Json.Serialization;

namespace JamieDaemon.Slack.SocketMode;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EventsApiPayload))]
[JsonSerializable(typeof(SlashCommandPayload))]
[JsonSerializable(typeof(InteractivePayload))]
internal sealed partial class SocketModeJsonContext : JsonSerializerContext;

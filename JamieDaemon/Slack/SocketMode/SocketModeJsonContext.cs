using System.Text.Json.Serialization;
using JamieDaemon.Slack.Json;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>Slack's payloads. No string, boolean or number of another shape costs more than itself; what holds others says so at each property.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    MaxDepth = JsonDepth.Most,
    Converters = [typeof(StringOrNothing), typeof(TrueOrNothing), typeof(NumberOrNothing)])]
[JsonSerializable(typeof(EventsApiPayload))]
[JsonSerializable(typeof(SlashCommandPayload))]
[JsonSerializable(typeof(InteractivePayload))]
internal sealed partial class SocketModeJsonContext : JsonSerializerContext;

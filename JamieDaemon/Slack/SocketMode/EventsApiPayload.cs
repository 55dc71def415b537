using System.Text.Json;
using System.Text.Json.Serialization;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>The outer event: whose it is and how to recognise it when it comes again.</summary>
/// <seealso href="https://docs.slack.dev/apis/events-api/#event-type-structure"/>
public sealed record EventsApiPayload
{
    public string? TeamId { get; init; }

    public string? ApiAppId { get; init; }

    /// <summary>The same for every redelivery of one event.</summary>
    public string? EventId { get; init; }

    public IReadOnlyList<EventAuthorization>? Authorizations { get; init; }

    public SlackEvent? Event { get; init; }
}

/// <summary>For whom the event was delivered: our own bot user.</summary>
public sealed record EventAuthorization
{
    public string? UserId { get; init; }

    public bool IsBot { get; init; }
}

/// <summary>The inner event, as far as Jamie reads it. Slack gives some fields another shape in events that Jamie ignores.</summary>
public sealed record SlackEvent
{
    public string? Type { get; init; }

    public string? Subtype { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? Channel { get; init; }

    public string? ChannelType { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? User { get; init; }

    public string? Team { get; init; }

    public string? BotId { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? Text { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? Ts { get; init; }

    public string? ThreadTs { get; init; }

    public string? EventTs { get; init; }

    /// <summary>Of <c>app_home_opened</c>: <c>home</c> or <c>messages</c>.</summary>
    public string? Tab { get; init; }

    public JsonElement? Files { get; init; }

    public bool Hidden { get; init; }
}

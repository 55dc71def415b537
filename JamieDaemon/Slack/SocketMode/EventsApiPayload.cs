using System.Text.Json;
using System.Text.Json.Serialization;
using JamieDaemon.Slack.Json;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>The outer event: whose it is and how to recognise it when it comes again.</summary>
/// <remarks>In all payloads a field of another shape than expected is nothing, and costs nothing but itself.</remarks>
/// <seealso href="https://docs.slack.dev/apis/events-api/#event-type-structure"/>
public sealed record EventsApiPayload : Discreet
{
    public string? TeamId { get; init; }

    public string? ApiAppId { get; init; }

    /// <summary>The same for every redelivery of one event.</summary>
    public string? EventId { get; init; }

    /// <summary>When it happened, in seconds since the Unix epoch.</summary>
    public long EventTime { get; init; }

    [JsonConverter(typeof(ListOrNothing<EventAuthorization>))]
    public IReadOnlyList<EventAuthorization>? Authorizations { get; init; }

    /// <summary>Read where it stands: without an object there is nothing to read, and the longest field is not to be gone over twice.</summary>
    public SlackEvent? Event { get; init; }
}

/// <summary>For whom the event was delivered: our own bot user.</summary>
public sealed record EventAuthorization : Discreet
{
    public string? UserId { get; init; }

    public bool IsBot { get; init; }
}

/// <summary>The inner event, as far as Jamie reads it. Slack gives some fields another shape in events that Jamie ignores: <c>channel_created</c> holds a whole channel.</summary>
public sealed record SlackEvent : Discreet
{
    public string? Type { get; init; }

    public string? Subtype { get; init; }

    public string? Channel { get; init; }

    public string? ChannelType { get; init; }

    public string? User { get; init; }

    public string? Team { get; init; }

    public string? BotId { get; init; }

    public string? Text { get; init; }

    public string? Ts { get; init; }

    public string? ThreadTs { get; init; }

    /// <summary>Of <c>app_home_opened</c>: <c>home</c> or <c>messages</c>.</summary>
    public string? Tab { get; init; }

    public JsonElement? Files { get; init; }

    /// <summary>Of <c>message_deleted</c>: which message is gone.</summary>
    public string? DeletedTs { get; init; }

    public bool Hidden { get; init; }

    /// <summary>Of <c>message_changed</c>: what the message is now.</summary>
    [JsonConverter(typeof(ObjectOrNothing<ChangedMessage>))]
    public ChangedMessage? Message { get; init; }

    /// <summary>Of <c>message_changed</c>: what it was.</summary>
    [JsonConverter(typeof(ObjectOrNothing<ChangedMessage>))]
    public ChangedMessage? PreviousMessage { get; init; }

    /// <summary>Of the events of older assistant apps.</summary>
    [JsonConverter(typeof(ObjectOrNothing<AssistantThread>))]
    public AssistantThread? AssistantThread { get; init; }
}

/// <summary>A message before or after it was changed.</summary>
public sealed record ChangedMessage : Discreet
{
    public string? Ts { get; init; }

    public string? ThreadTs { get; init; }

    public string? User { get; init; }

    public string? BotId { get; init; }

    public string? Subtype { get; init; }

    public string? Text { get; init; }
}

/// <summary>A conversation in an older assistant's panel.</summary>
public sealed record AssistantThread : Discreet
{
    public string? UserId { get; init; }

    public string? ChannelId { get; init; }

    public string? ThreadTs { get; init; }

    [JsonConverter(typeof(ObjectOrNothing<AssistantContext>))]
    public AssistantContext? Context { get; init; }
}

/// <summary>What the person looks at beside the panel.</summary>
public sealed record AssistantContext : Discreet
{
    public string? ChannelId { get; init; }
}

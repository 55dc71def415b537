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
    [JsonConverter(typeof(StringOrNothing))]
    public string? Type { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? Subtype { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? Channel { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? ChannelType { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? User { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? Team { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? BotId { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? Text { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? Ts { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? ThreadTs { get; init; }

    /// <summary>Who wrote the thread's first message.</summary>
    [JsonConverter(typeof(StringOrNothing))]
    public string? ParentUserId { get; init; }

    /// <summary>Of <c>app_home_opened</c>: <c>home</c> or <c>messages</c>.</summary>
    [JsonConverter(typeof(StringOrNothing))]
    public string? Tab { get; init; }

    public JsonElement? Files { get; init; }

    /// <summary>Of <c>message_deleted</c>: which message is gone.</summary>
    [JsonConverter(typeof(StringOrNothing))]
    public string? DeletedTs { get; init; }

    [JsonConverter(typeof(TrueOrNothing))]
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
public sealed record ChangedMessage
{
    [JsonConverter(typeof(StringOrNothing))]
    public string? Ts { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? ThreadTs { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? User { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? BotId { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? Subtype { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? Text { get; init; }
}

/// <summary>A conversation in an older assistant's panel.</summary>
public sealed record AssistantThread
{
    [JsonConverter(typeof(StringOrNothing))]
    public string? UserId { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? ChannelId { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? ThreadTs { get; init; }

    [JsonConverter(typeof(ObjectOrNothing<AssistantContext>))]
    public AssistantContext? Context { get; init; }
}

/// <summary>What the person looks at beside the panel.</summary>
public sealed record AssistantContext
{
    [JsonConverter(typeof(StringOrNothing))]
    public string? ChannelId { get; init; }
}

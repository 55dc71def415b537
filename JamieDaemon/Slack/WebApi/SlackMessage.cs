using System.Text.Json;
using System.Text.Json.Serialization;
using JamieDaemon.Slack.Json;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>A message as <c>conversations.replies</c> and <c>conversations.history</c> show it.</summary>
public sealed record SlackMessage : Discreet
{
    [JsonConverter(typeof(StringOrNothing))]
    public string? Type { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? Subtype { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? User { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? BotId { get; init; }

    /// <summary>What a bot calls itself in this message.</summary>
    [JsonConverter(typeof(StringOrNothing))]
    public string? Username { get; init; }
    public JsonElement? BotProfile { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? Text { get; init; }
    public required string Ts { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? ThreadTs { get; init; }

    /// <summary>Of a thread's first message: its newest reply.</summary>
    [JsonConverter(typeof(StringOrNothing))]
    public string? LatestReply { get; init; }

    /// <summary>Of a thread's first message: how many people have replied.</summary>
    [JsonConverter(typeof(NumberOrNothing))]
    public long ReplyUsersCount { get; init; }

    /// <summary>Of a thread's first message: ids of some of those.</summary>
    public JsonElement? ReplyUsers { get; init; }

    /// <summary>Only present when the call asked for all metadata.</summary>
    [JsonConverter(typeof(ObjectOrNothing<MessageMetadata>))]
    public MessageMetadata? Metadata { get; init; }
    public JsonElement? Attachments { get; init; }
    public JsonElement? Blocks { get; init; }

    /// <summary>To be read by <see cref="SlackFile.ReadAll"/>.</summary>
    public JsonElement? Files { get; init; }
}

/// <summary>Data that an app hides in its message, to find the message again.</summary>
/// <remarks>https://docs.slack.dev/messaging/message-metadata</remarks>
public sealed record MessageMetadata : Discreet
{
    public string? EventType { get; init; }

    /// <summary>An object of strings, numbers and booleans.</summary>
    public JsonElement? EventPayload { get; init; }
}

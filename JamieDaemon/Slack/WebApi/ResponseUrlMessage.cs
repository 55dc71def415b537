using System.Text.Json;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>What may be sent to a <c>response_url</c>: five times within 30 minutes of the command.</summary>
/// <remarks>https://docs.slack.dev/interactivity/handling-user-interaction#message_responses</remarks>
public sealed record ResponseUrlMessage : Discreet
{
    /// <summary>Something for the eyes of the one who acted only; what they acted on stays.</summary>
    public static ResponseUrlMessage Private(string text, JsonElement? blocks = null) =>
        new() { Text = text, Blocks = blocks, ResponseType = "ephemeral", ReplaceOriginal = false, UnfurlLinks = false, UnfurlMedia = false };

    public string? Text { get; init; }
    public JsonElement? Blocks { get; init; }

    /// <summary><c>ephemeral</c> (Slack's default) or <c>in_channel</c>.</summary>
    public string? ResponseType { get; init; }
    public bool? ReplaceOriginal { get; init; }

    /// <summary>Takes away the message whose button was pressed, instead of saying anything.</summary>
    public bool? DeleteOriginal { get; init; }
    public string? ThreadTs { get; init; }
    public bool? UnfurlLinks { get; init; }
    public bool? UnfurlMedia { get; init; }
}

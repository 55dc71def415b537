using System.Text.Json;
using System.Text.Json.Serialization;

namespace JamieDaemon.Tests.Docs;

/// <summary>One message of a picture, in one of three forms, as Judges/pictures reads it.</summary>
internal sealed record PictureLine([property: JsonPropertyName("author")] string Author)
{
    [JsonPropertyName("blocks")]
    public JsonElement? Blocks { get; init; }

    /// <summary>What a person wrote.</summary>
    [JsonPropertyName("mrkdwn")]
    public string? Mrkdwn { get; init; }

    /// <summary>What a stream holds so far.</summary>
    [JsonPropertyName("markdown")]
    public string? Markdown { get; init; }

    /// <summary>Whether one person sees it only.</summary>
    [JsonPropertyName("whispered")]
    public bool Whispered { get; init; }
}

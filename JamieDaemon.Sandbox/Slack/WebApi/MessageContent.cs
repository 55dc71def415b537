using System.Text.Json;
using JamieDaemon.Sandbox.Slack.Blocks;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>What a chat method wants a message to say, held against Slack's rules.</summary>
internal sealed record MessageContent
{
    public const int MaxPosted = 40_000;
    public const int MaxUpdated = 4_000;
    private const int MaxMarkdown = 12_000;

    public string? Text { get; private init; }

    public bool IsMarkdown { get; private init; }

    public JsonElement? Blocks { get; private init; }

    public JsonElement? Metadata { get; private init; }

    /// <summary>Reads text, blocks, markdown_text and metadata of a call.</summary>
    public static (MessageContent Content, ApiError? Error) Read(ApiCall call)
    {
        var markdown = call.Text("markdown_text");
        var content = new MessageContent
        {
            Text = markdown ?? call.Text("text"),
            IsMarkdown = markdown is not null,
            Blocks = call.Json("blocks"),
            Metadata = call.Json("metadata"),
        };
        return content.Check(call) is { } problem ? (content, problem) : (content with { Blocks = BlockIds.Fill(content.Blocks) }, null);
    }

    /// <summary>Reads what may stand beside the text of a stream: its blocks and metadata.</summary>
    public static (JsonElement? Blocks, JsonElement? Metadata, ApiError? Error) ReadExtras(ApiCall call)
    {
        var (blocks, metadata) = (call.Json("blocks"), call.Json("metadata"));
        return (blocks, metadata, RefuseBlocks(blocks) ?? (IsValid(metadata) ? null : "invalid_metadata_format"));
    }

    /// <summary>The message with this content; blocks go when only text is given, metadata stays until replaced.</summary>
    public SlackMessage Over(SlackMessage message) => message with
    {
        Text = Text ?? message.Text,
        IsMarkdown = Text is null ? message.IsMarkdown : IsMarkdown,
        Blocks = Blocks is { } blocks ? NoneIfEmpty(blocks) : Text is null ? message.Blocks : null,
        Metadata = Metadata is { } metadata ? NoneIfEmpty(metadata) : message.Metadata,
    };

    private ApiError? Check(ApiCall call)
    {
        if (IsMarkdown && (Blocks is not null || call.Text("text") is not null))
            return "markdown_text_conflict";
        if (IsMarkdown && Text?.Length > MaxMarkdown)
            return "msg_too_long";
        if (RefuseBlocks(Blocks) is { } problem)
            return problem;
        if (string.IsNullOrEmpty(Text) && (Blocks is null || NoneIfEmpty(Blocks.Value) is null))
            return "no_text";
        return IsValid(Metadata) ? null : "invalid_metadata_format";
    }

    public static ApiError? RefuseBlocks(JsonElement? blocks) => blocks switch
    {
        null => null,
        { ValueKind: not JsonValueKind.Array } => "invalid_blocks_format",
        { } given => BlockRules.RefuseMessage(given),
    };

    private static bool IsValid(JsonElement? metadata) => metadata switch
    {
        null => true,
        { ValueKind: JsonValueKind.Object } given => NoneIfEmpty(given) is null
            || (given.TryGetProperty("event_type", out var type) && type.ValueKind == JsonValueKind.String
                && given.TryGetProperty("event_payload", out var payload) && payload.ValueKind == JsonValueKind.Object),
        _ => false,
    };

    private static JsonElement? NoneIfEmpty(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.GetArrayLength() == 0 ? null : element
        : element.EnumerateObject().Any() ? element
        : null;
}

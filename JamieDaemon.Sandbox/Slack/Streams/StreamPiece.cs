using System.Text.Json;
using JamieDaemon.Sandbox.Slack.WebApi;

namespace JamieDaemon.Sandbox.Slack.Streams;

/// <summary>What one call adds to a streamed message: as <c>markdown_text</c>, or as <c>chunks</c>, never both in one message.</summary>
internal sealed record StreamPiece
{
    private const int MaxMarkdown = 12_000;

    public static readonly StreamPiece Nothing = new();

    public string Markdown { get; private init; } = "";

    /// <summary>Blocks that came as chunks.</summary>
    public IReadOnlyList<JsonElement> Blocks { get; private init; } = [];

    /// <summary>Whether it came as chunks; null when it adds nothing.</summary>
    public bool? InChunks { get; private init; }

    public static (StreamPiece Piece, ApiError? Error) Read(ApiCall call)
    {
        var markdown = call.Text("markdown_text");
        var chunks = call.Json("chunks");
        if (markdown is not null && chunks is not null)
            return (Nothing, new ApiError("invalid_arguments", "[ERROR] markdown_text and chunks exclude each other"));
        if (chunks is { } given)
            return ReadChunks(given);
        return string.IsNullOrEmpty(markdown)
            ? (Nothing, null)
            : Checked(new StreamPiece { Markdown = markdown, InChunks = false });
    }

    private static (StreamPiece Piece, ApiError? Error) ReadChunks(JsonElement chunks)
    {
        if (chunks.ValueKind != JsonValueKind.Array)
            return (Nothing, "invalid_chunks");
        var text = "";
        List<JsonElement> blocks = [];
        foreach (var chunk in chunks.EnumerateArray())
        {
            switch (chunk.Text("type"))
            {
                case "markdown_text" when chunk.Text("text") is { } more:
                    text += more;
                    break;
                case "blocks" when chunk.Field("blocks") is { ValueKind: JsonValueKind.Array } more:
                    if (MessageContent.RefuseBlocks(more) is { } refusal)
                        return (Nothing, refusal);
                    blocks.AddRange(more.Clone().EnumerateArray());
                    break;
                default:
                    return (Nothing, new ApiError("invalid_chunks", "[ERROR] the sandbox knows markdown_text and blocks chunks"));
            }
        }

        return chunks.GetArrayLength() == 0
            ? (Nothing, null)
            : Checked(new StreamPiece { Markdown = text, Blocks = blocks, InChunks = true });
    }

    private static (StreamPiece Piece, ApiError? Error) Checked(StreamPiece piece) =>
        piece.Markdown.Length > MaxMarkdown
            ? (Nothing, new ApiError("msg_too_long", $"[ERROR] must be less than {MaxMarkdown + 1} characters [json-pointer:/markdown_text]"))
            : (piece, null);
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JamieDaemon.Slack.Rendering;

/// <summary>An answer, or a part of one, as the blocks of one message.</summary>
/// <seealso href="https://docs.slack.dev/reference/block-kit/blocks"/>
internal static class AnswerBlocks
{
    /// <summary>Characters of all <c>markdown</c> blocks of a message together.</summary>
    public const int MostMarkdown = 12_000;

    /// <summary>Blocks of a message.</summary>
    public const int MostBlocks = 50;

    private const int MostSection = 3000;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As one <c>markdown</c> block, of what is left after it was made harmless.</summary>
    /// <param name="markdown">As the model wrote it, or harmless already: that changes nothing.</param>
    /// <param name="hosts">Where it may link to.</param>
    /// <param name="trailing">Blocks that follow: a footer, buttons.</param>
    public static JsonElement AsMarkdown(string markdown, LinkHosts hosts, params ReadOnlySpan<JsonObject> trailing)
    {
        var safe = SafeMarkdown.Render(markdown, hosts);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(safe.Length, MostMarkdown, nameof(markdown));
        var json = new ArrayBufferWriter<byte>(safe.Length + 1024);
        using (var writer = new Utf8JsonWriter(json, Relaxed))
        {
            writer.WriteStartArray();
            if (!string.IsNullOrWhiteSpace(safe))
            {
                writer.WriteStartObject();
                writer.WriteString("type"u8, "markdown"u8);
                writer.WriteString("text"u8, safe);
                writer.WriteEndObject();
            }

            foreach (var block in trailing) block.WriteTo(writer);
            writer.WriteEndArray();
        }

        var reader = new Utf8JsonReader(json.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>As <c>section</c> blocks in Slack's own markup, for where there are no <c>markdown</c> blocks.</summary>
    /// <inheritdoc cref="AsMarkdown"/>
    public static JsonElement AsSections(string markdown, LinkHosts hosts, params ReadOnlySpan<JsonObject> trailing)
    {
        var blocks = new JsonArray();
        AddSections(SafeMarkdown.Render(markdown, hosts), hosts, MostSection, blocks);
        return WithTrailing(blocks, trailing);
    }

    private static void AddSections(string markdown, LinkHosts hosts, int limit, JsonArray blocks)
    {
        foreach (var part in MessageSplitter.Split(markdown, new MessageLimits(limit, Escaped: true)))
        {
            var text = MrkdwnRenderer.Render(part.Text, hosts);
            if (text.Length > MostSection) AddSections(part.Text, hosts, limit / 2, blocks);
            else if (!string.IsNullOrWhiteSpace(text)) blocks.Add(Section(text));
        }
    }

    /// <summary>Verbatim, so that Slack looks for no addresses and names in it; expanded, so that it hides nothing behind "see more".</summary>
    private static JsonObject Section(string text) => new()
    {
        ["type"] = "section",
        ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = text, ["verbatim"] = true },
        ["expand"] = true,
    };

    private static JsonElement WithTrailing(JsonArray blocks, ReadOnlySpan<JsonObject> trailing)
    {
        foreach (var block in trailing) blocks.Add(block.DeepClone());
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blocks.Count, MostBlocks, nameof(blocks));
        return JsonSerializer.SerializeToElement(blocks);
    }
}

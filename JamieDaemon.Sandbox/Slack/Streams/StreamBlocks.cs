using System.Buffers;
using System.Text.Json;
using JamieDaemon.Sandbox.Slack.Blocks;

namespace JamieDaemon.Sandbox.Slack.Streams;

/// <summary>The blocks of a finished stream: its text, its blocks, and what the last call put at the bottom.</summary>
internal static class StreamBlocks
{
    /// <summary>Null when the message is text alone.</summary>
    public static JsonElement? Below(SlackMessage message, JsonElement? bottom)
    {
        JsonElement[] last = bottom is { ValueKind: JsonValueKind.Array } blocks ? [.. blocks.EnumerateArray()] : [];
        if (message.StreamedBlocks.Count == 0 && last.Length == 0)
            return null;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            if (message.Text.Length > 0)
                WriteMarkdown(json, message.Text);
            foreach (var block in message.StreamedBlocks)
                block.WriteTo(json);
            foreach (var block in last)
                block.WriteTo(json);
            json.WriteEndArray();
        }

        using var all = JsonDocument.Parse(buffer.WrittenMemory);
        return BlockIds.Fill(all.RootElement.Clone());
    }

    private static void WriteMarkdown(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "markdown");
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}

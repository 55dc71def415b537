using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack.Blocks;

/// <summary>Slack names every block that its author did not name.</summary>
internal static class BlockIds
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static JsonElement? Fill(JsonElement? blocks) => blocks is { } given ? Fill(given) : null;

    public static JsonElement Fill(JsonElement blocks)
    {
        if (blocks.ValueKind != JsonValueKind.Array || blocks.EnumerateArray().All(block => block.Text("block_id") is not null))
            return blocks;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var block in blocks.EnumerateArray())
                Write(json, block);
            json.WriteEndArray();
        }

        using var filled = JsonDocument.Parse(buffer.WrittenMemory);
        return filled.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter json, JsonElement block)
    {
        json.WriteStartObject();
        foreach (var property in block.EnumerateObject().Where(property => property.Name != "block_id"))
            property.WriteTo(json);
        json.WriteString("block_id", block.Text("block_id") ?? RandomNumberGenerator.GetString(Letters, 5));
        json.WriteEndObject();
    }
}

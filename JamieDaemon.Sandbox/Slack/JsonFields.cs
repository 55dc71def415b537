using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack;

/// <summary>Reads fields of JSON that somebody else wrote: what is missing or of another kind is null.</summary>
internal static class JsonFields
{
    public static string? Text(this JsonElement owner, string name) =>
        owner.Field(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static bool Flag(this JsonElement owner, string name) => owner.Field(name) is { ValueKind: JsonValueKind.True };

    public static JsonElement? Field(this JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The items of an array; none when there is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement owner, string name) =>
        owner.Field(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}

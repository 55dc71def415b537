using System.Text.Json;
using JamieDaemon.Slack.Json;

namespace JamieDaemon.Slack.Context;

/// <summary>Reads fields of JSON that anybody may have written: what is not of the expected kind is not there.</summary>
internal static class JsonFields
{
    public static string Text(this JsonElement json, string name) =>
        json.Field(name) is { ValueKind: JsonValueKind.String } text ? text.GetWholeString() : "";

    public static string? TextOrNull(this JsonElement? json, string name) => json?.Text(name) is { Length: > 0 } text ? text : null;

    public static bool Is(this JsonElement json, string name) => json.Field(name) is { ValueKind: JsonValueKind.True };

    public static int Number(this JsonElement json, string name) =>
        json.Field(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : 0;

    public static JsonElement? Field(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var field) ? field : null;

    public static JsonElement.ArrayEnumerator Items(this JsonElement json, string name) => json.Field(name).Items();

    public static JsonElement.ArrayEnumerator Items(this JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;
}

using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using JamieDaemon.Observability.Logs;

namespace JamieDaemon.Tests.Observability.Logs;

/// <summary>What must hold for every line that is shipped, whatever was logged. <see cref="LogJudgeTests"/> shows that each can be broken.</summary>
internal static partial class LineRules
{
    private static readonly string[] Head = ["@timestamp", "log.level", "message", "ecs.version"];

    public static void Check(string line) => Assert.That(Broken(Encoding.UTF8.GetBytes(line)), Is.Empty, line.Length > 2000 ? line[..2000] : line);

    /// <summary>The rules that a line breaks; with its line break.</summary>
    public static IReadOnlyList<string> Broken(byte[] line)
    {
        var broken = new List<string>();
        Hold(line.Length <= EcsJsonFormatter.MaximumLineBytes, "at most 16 KiB");
        Hold(line.Length > 0 && line[^1] == (byte)'\n', "ends with a line break");
        var bytes = line.AsSpan(0, Math.Max(line.Length - 1, 0));
        Hold(!bytes.ContainsAnyInRange((byte)0, (byte)31) && !bytes.Contains((byte)127), "no raw control character");
        Hold(bytes.IndexOf("\u2028"u8) < 0 && bytes.IndexOf("\u2029"u8) < 0, "no raw line separator");
        Hold(bytes.IndexOf("\uFEFF"u8) < 0, "no byte order mark");
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return [.. broken, "UTF-8"];
        }

        Hold(!Secret().IsMatch(text), "no secret");
        Hold(!BareNumber().IsMatch(Texts().Replace(text, "")), "no NaN or infinity");
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 64 });
            if (json.RootElement.ValueKind == JsonValueKind.Object) Judge(json.RootElement);
            else Hold(false, "one JSON object");
        }
        catch (JsonException)
        {
            Hold(false, "one JSON object");
        }

        return broken;

        void Hold(bool holds, string rule)
        {
            if (!holds) broken.Add(rule);
        }

        void Judge(JsonElement record)
        {
            Hold(record.EnumerateObject().Take(4).Select(field => field.Name).SequenceEqual(Head), "the four first fields");
            Hold(Text(record, "@timestamp") is { } time && Timestamp().IsMatch(time), "a timestamp in UTC");
            Hold(Text(record, "log.level") is "trace" or "debug" or "info" or "warn" or "error" or "fatal", "a level of the schema");
            Hold(Text(record, "ecs.version") is { Length: > 0 }, "the schema's version");
            var fields = new List<(string Path, JsonElement Value)>();
            var depth = Flatten(record, "", fields);
            Hold(depth <= 4, "four levels at most");
            Hold(fields.Count <= 60, "sixty fields at most");
            var paths = fields.Select(field => field.Path).ToHashSet();
            Hold(paths.Count == fields.Count && !fields.Exists(field => Parents(field.Path).Any(paths.Contains)), "no field twice");
            Hold(!fields.Exists(field => field.Value.ValueKind == JsonValueKind.Null), "no null");
            Hold(!fields.Exists(field => field.Value.ValueKind is JsonValueKind.Object), "no empty object");
            if (record.TryGetProperty("labels", out var labels))
            {
                Hold(labels.ValueKind == JsonValueKind.Object
                    && labels.EnumerateObject().All(label => label.Value.ValueKind == JsonValueKind.String && Key().IsMatch(label.Name)), "labels are flat texts");
            }

            if (Find(record, "event", "duration") is { } duration)
                Hold(duration.ValueKind == JsonValueKind.Number && duration.TryGetInt64(out var nanoseconds) && nanoseconds >= 0, "a duration is whole nanoseconds");
            if (Find(record, "event", "outcome") is { } outcome) Hold(outcome.ToString() is "success" or "failure" or "unknown", "an outcome of the schema");
            if (record.TryGetProperty("trace", out _)) Hold(IsId(Find(record, "trace", "id"), 32), "a trace's id");
            if (record.TryGetProperty("span", out _)) Hold(IsId(Find(record, "span", "id"), 16), "a span's id");
            if (record.TryGetProperty("error", out var error))
                Hold(error.ValueKind == JsonValueKind.Object && error.EnumerateObject().All(field => field.Value.ValueKind == JsonValueKind.String), "an error is an object of texts");
        }
    }

    /// <summary>Every field by its full name, as Elasticsearch takes dots, with the type of its value.</summary>
    public static IReadOnlyList<(string Path, JsonElement Value)> Fields(JsonElement record)
    {
        var fields = new List<(string, JsonElement)>();
        Flatten(record, "", fields);
        return fields;
    }

    private static int Flatten(JsonElement element, string path, List<(string Path, JsonElement Value)> fields)
    {
        if (element.ValueKind == JsonValueKind.Array) return 1 + element.EnumerateArray().Select(item => Flatten(item, path + "[]", fields)).DefaultIfEmpty().Max();
        if (element.ValueKind != JsonValueKind.Object || !element.EnumerateObject().Any())
        {
            fields.Add((path, element));
            return element.ValueKind == JsonValueKind.Object ? 1 : 0;
        }

        return 1 + element.EnumerateObject().Max(field => Flatten(field.Value, path.Length == 0 ? field.Name : $"{path}.{field.Name}", fields));
    }

    private static IEnumerable<string> Parents(string path)
    {
        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1)) yield return path[..dot];
    }

    private static bool IsId(JsonElement? id, int length) => id is { ValueKind: JsonValueKind.String } text && text.GetString() is { } hex
        && hex.Length == length && hex.All(char.IsAsciiHexDigitLower) && hex.Any(digit => digit != '0');

    private static string? Text(JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Find(JsonElement record, string group, string name) =>
        record.TryGetProperty(group, out var fields) && fields.ValueKind == JsonValueKind.Object && fields.TryGetProperty(name, out var value) ? value : null;

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,7}Z$")]
    private static partial Regex Timestamp();

    [GeneratedRegex("^[a-z0-9_]+$")]
    private static partial Regex Key();

    [GeneratedRegex("""xox[a-z](\.xox[a-z])?-\w|xapp-\w|pylf_v\d+_\w|\bbearer\s+[^\s\["]|hooks\.slack\.com\\*/[^\["\s]""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Secret();

    [GeneratedRegex(@"[:\[,]\s*-?(NaN|Infinity)", RegexOptions.ExplicitCapture)]
    private static partial Regex BareNumber();

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Texts();
}

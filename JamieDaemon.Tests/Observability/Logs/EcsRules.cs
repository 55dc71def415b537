using System.Text;
using System.Text.Json;
using JamieDaemon.Observability.Logs;

namespace JamieDaemon.Tests.Observability.Logs;

/// <summary>What must hold for every line that is shipped, whatever was logged.</summary>
internal static class EcsRules
{
    public static void Check(string line)
    {
        Assert.That(line, Does.EndWith("\n"));
        var record = line[..^1];
        Assert.That(record.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF'), Is.False,
            "no raw control character");
        Assert.That(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(record), Throws.Nothing);
        Assert.That(Encoding.UTF8.GetByteCount(line), Is.LessThanOrEqualTo(EcsJsonFormatter.MaximumLineBytes));

        using var json = JsonDocument.Parse(record, new JsonDocumentOptions { MaxDepth = 4 });
        Assert.That(Paths(json.RootElement, "").ToArray(), Is.Unique, "no field twice, also when dots are read as objects");
        Assert.That(Paths(json.RootElement, "").Count(), Is.LessThanOrEqualTo(60));
        foreach (var required in new[] { "@timestamp", "log.level", "message", "ecs.version" })
        {
            Assert.That(json.RootElement.GetProperty(required).ValueKind, Is.EqualTo(JsonValueKind.String));
        }

        if (json.RootElement.TryGetProperty("labels", out var labels))
        {
            Assert.That(labels.EnumerateObject().Select(label => label.Name), Is.All.Match("^[a-z0-9_]+$"));
            Assert.That(labels.EnumerateObject().Select(label => label.Value.ValueKind), Is.All.EqualTo(JsonValueKind.String));
        }
    }

    private static IEnumerable<string> Paths(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Assert.That(element.ValueKind, Is.Not.EqualTo(JsonValueKind.Null), path);
            return [path];
        }

        Assert.That(element.EnumerateObject().Any(), Is.True, $"{path} is empty");
        return element.EnumerateObject()
            .SelectMany(field => Paths(field.Value, path.Length == 0 ? field.Name : $"{path}.{field.Name}"));
    }
}

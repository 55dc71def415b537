using System.Text.Json;
using Serilog.Events;

namespace JamieDaemon.Observability.Logs;

/// <summary>Properties whose numbers somebody will add up or compare: they are typed fields <c>jamie.*</c>, where labels are texts.</summary>
/// <remarks>A closed set, because an index must know the type of each: deploy/observability/elasticsearch/index-template.json.</remarks>
internal static class LogNumbers
{
    /// <summary>By the names of their properties, in the order in which they are written.</summary>
    public static IReadOnlyList<(string Property, string Field)> All { get; } =
    [
        ("Elapsed", "duration_ms"),
        ("WaitMs", "wait_ms"),
        ("QueueLength", "queue_length"),
        ("PromptLength", "prompt_length"),
        ("ResponseLength", "response_length"),
        ("PromptTokens", "prompt_tokens"),
        ("AnswerTokens", "answer_tokens"),
    ];

    /// <summary>Whether the property is one of them, and so no label.</summary>
    public static bool Includes(string property, LogEventPropertyValue value)
    {
        foreach (var (name, _) in All)
        {
            if (name == property) return Read(value) is not null;
        }

        return false;
    }

    /// <returns>How many there were.</returns>
    public static int Write(Utf8JsonWriter json, LogEvent logEvent)
    {
        var written = 0;
        foreach (var (property, field) in All)
        {
            if (!logEvent.Properties.TryGetValue(property, out var value) || Read(value) is not { } number) continue;
            if (written++ == 0) json.WriteStartObject("jamie");
            json.WriteNumber(field, number);
        }

        if (written > 0) json.WriteEndObject();
        return written;
    }

    private static double? Read(LogEventPropertyValue value) => value is not ScalarValue { Value: { } scalar } ? null : scalar switch
    {
        TimeSpan time => time.TotalMilliseconds,
        int number => number,
        long number => number,
        // JSON has no others.
        double number when double.IsFinite(number) => number,
        _ => null,
    };
}

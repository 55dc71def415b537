using JamieDaemon.Observability.Prometheus;

namespace JamieDaemon.Tests.Docs;

/// <summary>A family as docs/metrics.md lists it.</summary>
internal sealed record ListedMetric(string Name, string Instrument, string Type, string Unit, string[] Labels, bool ComesLater)
{
    private static readonly string[] Headings =
    [
        "The model", "Questions in Slack", "The queue", "Slack's sockets and Web API", "The start and the build",
        "Port 9090, health, logs, and measuring itself", "The process and its runtime",
    ];

    public static IReadOnlyList<ListedMetric> All { get; } = [.. Headings.SelectMany(new MarkdownPage("docs/metrics.md").Table).Select(Read)];

    /// <summary>Without what the type adds in the text format.</summary>
    public string Family => Type switch
    {
        "counter" => Name[..^"_total".Length],
        "info" => Name[..^"_info".Length],
        _ => Name,
    };

    public string SpelledUnit => PrometheusUnits.Spell(Unit);

    private static ListedMetric Read(string[] cells) => new(
        cells[0].Split('`')[0], cells[1] == "-" ? "" : cells[1], cells[2], cells[3],
        [.. cells[4].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)],
        cells[0].EndsWith('†'));
}

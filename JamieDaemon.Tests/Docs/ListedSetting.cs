using JamieDaemon.Hosting;

namespace JamieDaemon.Tests.Docs;

/// <summary>A row of docs/configuration.md.</summary>
internal sealed record ListedSetting(string Name, string Default, string Range, IReadOnlyList<string> Variables, string Meaning)
{
    private const char To = '–';

    public static MarkdownPage Page { get; } = new("docs/configuration.md");

    public static IReadOnlyList<ListedSetting> All { get; } = [.. JamieSettings.Sections.SelectMany(Page.Rows).Select(Read)];

    /// <summary>The least and the most that are taken, of what is written as <c>`1–10`</c>.</summary>
    public (string Least, string Most)? Edges => IsCode && Range.Split(To) is [var least, var most] ? (least[1..], most[..^1]) : null;

    /// <summary>All that is taken, of what is written as <c>`one`, `another`</c>.</summary>
    public IReadOnlyList<string> Words => IsCode && !Range.Contains(To, StringComparison.Ordinal) ? Codes(Range) : [];

    /// <summary>Anything else is for people.</summary>
    private bool IsCode => Range.StartsWith('`') && Range.EndsWith('`');

    public override string ToString() => Name;

    private static ListedSetting Read(string[] cells)
    {
        Assert.That(cells, Has.Length.EqualTo(5), cells[0]);
        return new(cells[0].Trim('`'), cells[1].Trim('`'), cells[2], Codes(cells[3]), cells[4]);
    }

    private static string[] Codes(string cell) => cell.Trim('`').Split("`, `");
}

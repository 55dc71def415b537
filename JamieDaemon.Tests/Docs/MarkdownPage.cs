using System.Text.RegularExpressions;

namespace JamieDaemon.Tests.Docs;

/// <summary>A page of the documentation, as far as it can be checked.</summary>
internal sealed partial class MarkdownPage(string path)
{
    private readonly string _text = File.ReadAllText(Repository.File(path));

    /// <summary>The code blocks of a language; those without one have none.</summary>
    public IReadOnlyList<string> Code(string language) =>
        [.. Fence().Matches(_text).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["code"].Value)];

    /// <summary>The rows of the table below a heading, each cell without its backticks.</summary>
    public IReadOnlyList<string[]> Table(string heading) => [.. Rows(heading).Select(row => Array.ConvertAll(row, cell => cell.Trim('`')))];

    /// <summary>The same, each cell as it is written.</summary>
    public IReadOnlyList<string[]> Rows(string heading) =>
        [.. Section(heading).Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(Cells)];

    /// <summary>Where its links lead: files of the repository, and headings. What is code only looks like one.</summary>
    public IReadOnlyList<string> Links() =>
        [.. Link().Matches(Span().Replace(Fence().Replace(_text, ""), "")).Select(match => match.Groups["target"].Value).Where(target => !Elsewhere().IsMatch(target))];

    /// <summary>The anchors of its headings, as GitHub makes them.</summary>
    public IReadOnlyList<string> Anchors() =>
        [.. Heading().Matches(_text).Select(match => NoAnchor().Replace(match.Groups["words"].Value.ToLowerInvariant(), "").Replace(' ', '-'))];

    public bool Says(string words) => _text.Contains(words, StringComparison.Ordinal);

    /// <summary>What stands below a heading of the second level.</summary>
    public string Section(string heading)
    {
        var after = _text.Split($"\n## {heading}\n");
        Assert.That(after, Has.Length.EqualTo(2), $"{path} has no heading {heading}");
        return after[1].Split("\n## ")[0];
    }

    private static string[] Cells(string row) => [.. row.Trim('|').Split(" | ").Select(cell => cell.Trim())];

    [GeneratedRegex(@"^ *```(?<language>\w*)\n(?<code>.*?)\n *```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"`[^`\n]*`", RegexOptions.None, 1000)]
    private static partial Regex Span();

    [GeneratedRegex(@"^(https?://|mailto:)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<words>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoAnchor();
}

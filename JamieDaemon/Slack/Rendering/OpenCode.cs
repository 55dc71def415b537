namespace JamieDaemon.Slack.Rendering;

/// <summary>A block of code that is being written, in a form that leaves no parser in doubt where it ends.</summary>
internal sealed class OpenCode
{
    /// <summary>Columns that make a line code without a fence.</summary>
    public const int IndentedCode = 4;

    private readonly string _mark;
    private int _nested;

    /// <param name="fence">How the model opened it.</param>
    /// <param name="prefix">What stood before the fence.</param>
    /// <param name="inPlace">Whether it may stay indented as it is; else it moves to the margin, where it is a fence for certain.</param>
    public OpenCode(Fence fence, in LinePrefix prefix, bool inPlace)
    {
        Fence = fence;
        Quotes = prefix.Quotes;
        Columns = prefix.Marker >= 0 ? prefix.Content : prefix.Indent;
        Indent = string.Concat(Enumerable.Repeat("> ", Quotes)) + new string(' ', inPlace ? Columns : 0);
        // Longer than the fences within, which models do not do themselves.
        _mark = new string('`', fence.HoldsMarkdown ? Math.Max(fence.Length, 4) : fence.Mark == '`' ? fence.Length : 3);
    }

    private OpenCode(int columns)
    {
        Fence = new Fence('`', 3, "");
        (IsIndented, Columns, Indent, _mark) = (true, columns, "", "```");
    }

    public Fence Fence { get; }

    /// <summary>Whether it had no fence, and ends where the indentation does.</summary>
    public bool IsIndented { get; }

    /// <summary>Marks of quotes around it.</summary>
    public int Quotes { get; }

    /// <summary>Columns that the model indented it by.</summary>
    public int Columns { get; }

    /// <summary>What every line of it begins with.</summary>
    public string Indent { get; }

    public string OpeningMark => _mark + Fence.Language;

    public string ClosingLine => Indent + _mark;

    /// <summary>Code that is told from text by nothing but its indentation: it gets a fence.</summary>
    public static OpenCode Indented() => new(IndentedCode);

    /// <summary>What a line is indented by beyond the block itself.</summary>
    public ReadOnlySpan<char> InnerIndent(ReadOnlySpan<char> line)
    {
        line = line[LinePrefix.QuoteEnd(line, Quotes)..];
        var (at, columns) = (0, 0);
        for (; at < line.Length && columns < Columns && line[at] is ' ' or '\t'; at++) columns += line[at] == ' ' ? 1 : 4 - (columns % 4);
        var end = line[at..].IndexOfAnyExcept(' ', '\t');
        var inner = end < 0 ? line[at..] : line.Slice(at, end);
        return columns > Columns ? string.Concat(new string(' ', columns - Columns), inner) : inner;
    }

    /// <summary>A line without marks of quotes and indentation, and how many columns the latter took.</summary>
    public ReadOnlySpan<char> Unindented(ReadOnlySpan<char> line, out int columns)
    {
        line = line[LinePrefix.QuoteEnd(line, Quotes)..];
        columns = 0;
        var at = 0;
        for (; at < line.Length && line[at] is ' ' or '\t'; at++) columns += line[at] == ' ' ? 1 : 4 - (columns % 4);
        return line[at..];
    }

    /// <summary>Whether a line closes the block. Within Markdown, blocks with an info string are blocks within.</summary>
    public bool TryClose(ReadOnlySpan<char> own, int columns)
    {
        if (IsIndented || columns >= Columns + IndentedCode) return false;
        if (Fence.IsClosedBy(own)) return _nested-- == 0;
        if (Fence.HoldsMarkdown && Fence.ReadOpening(own) is { Info.Length: > 0 } inner && inner.Length >= Fence.Length) _nested++;
        return false;
    }

    /// <summary>Whether a line of the code would close the block as it is written now.</summary>
    public bool WouldClose(ReadOnlySpan<char> own) =>
        own.StartsWith(_mark, StringComparison.Ordinal) && own[Rendering.Fence.MarkLength(own)..].IsWhiteSpace();
}

using System.Buffers;

namespace JamieDaemon.Slack.Rendering;

/// <summary>Rows of tables, told from lines of text by the row of dashes below their header.</summary>
internal static class TableRow
{
    /// <summary>The characters of such a row, and of what may stand before it.</summary>
    public static readonly SearchValues<char> OfDelimiters = SearchValues.Create("|-: \t>");

    /// <summary>Whether a line is the row of dashes.</summary>
    public static bool IsDelimiter(ReadOnlySpan<char> line) => line.Contains('-') && line.Contains('|') && !line.ContainsAnyExcept(OfDelimiters);

    /// <summary>Whether the line after the one that a text begins with is the row of dashes; null when more text is needed to tell.</summary>
    public static bool? IsBelow(ReadOnlySpan<char> text, bool complete)
    {
        var line = text.IndexOf('\n');
        if (line < 0) return complete ? false : null;
        var below = text[(line + 1)..];
        var end = below.IndexOf('\n');
        if (end >= 0) return IsDelimiter(below[..end]);
        if (below.ContainsAnyExcept(OfDelimiters)) return false;
        return complete ? IsDelimiter(below) : null;
    }
}

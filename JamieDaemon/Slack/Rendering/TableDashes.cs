using System.Buffers;

namespace JamieDaemon.Slack.Rendering;

/// <summary>The row of dashes below the header of a table, by which one tells a table from lines of text.</summary>
internal static class TableDashes
{
    /// <summary>The characters of such a row, and of what may stand before it.</summary>
    public static readonly SearchValues<char> Characters = SearchValues.Create("|-: \t>");

    private const int LongestHead = 2048;

    /// <summary>Whether a line is the row of dashes.</summary>
    public static bool Are(ReadOnlySpan<char> line) => line.Contains('-') && line.Contains('|') && !line.ContainsAnyExcept(Characters);

    /// <summary>Whether the line after the one that a text begins with is the row of dashes; null when more text is needed to tell.</summary>
    public static bool? AreBelow(ReadOnlySpan<char> text, bool complete)
    {
        var line = text[..Math.Min(text.Length, LongestHead)].IndexOf('\n');
        if (line < 0) return complete || text.Length >= LongestHead ? false : null;
        var below = text[(line + 1)..];
        var end = below.IndexOf('\n');
        if (end >= 0) return Are(below[..end]);
        if (below.ContainsAnyExcept(Characters)) return false;
        return complete ? Are(below) : null;
    }
}

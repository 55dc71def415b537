namespace JamieDaemon.Slack.Rendering;

/// <summary>What stands on a line before its own text: marks of quotes, indentation, marks of list items.</summary>
/// <param name="Length">Characters.</param>
/// <param name="Quotes">Marks of quotes.</param>
/// <param name="Indent">Columns of indentation after them.</param>
/// <param name="Marker">Column of the first list item's mark, or -1.</param>
/// <param name="Mark">Its last character, which all items of a list have in common.</param>
/// <param name="Content">Column at which the text begins.</param>
/// <param name="InterruptsParagraph">Whether the mark makes a list item even right below a line of text.</param>
internal readonly record struct LinePrefix(
    int Length, int Quotes, int Indent, int Marker, char Mark, int Content, bool InterruptsParagraph)
{
    private const int TabStop = 4;

    public static LinePrefix Read(ReadOnlySpan<char> line)
    {
        var (at, quotes) = (0, 0);
        while (QuoteMark(line[at..]) is > 0 and var length) (at, quotes) = (at + length, quotes + 1);

        var column = Spaces(line, ref at, 0);
        var (indent, marker, mark, interrupts) = (column, -1, '\0', false);
        while (MarkerLength(line[at..]) is > 0 and var length)
        {
            if (marker < 0)
            {
                (marker, mark) = (column, line[at + length - 1]);
                interrupts = !char.IsAsciiDigit(line[at]) || (length == 2 && line[at] == '1');
            }

            at += length;
            column = Spaces(line, ref at, column + length);
        }

        return new LinePrefix(at, quotes, indent, marker, mark, column, interrupts);
    }

    /// <summary>Where a line goes on after its first marks of quotes.</summary>
    public static int QuoteEnd(ReadOnlySpan<char> line, int quotes)
    {
        var at = 0;
        for (var i = 0; i < quotes; i++) at += QuoteMark(line[at..]);
        return at;
    }

    /// <summary>Whether more text could still change the prefix.</summary>
    public bool IsOpen(ReadOnlySpan<char> line) => line[Length..].IsEmpty || IsHalfMarker(line[Length..]);

    private static int QuoteMark(ReadOnlySpan<char> rest)
    {
        var at = 0;
        while (at < rest.Length && at < TabStop && rest[at] == ' ') at++;
        if (at == TabStop || at == rest.Length || rest[at] != '>') return 0;
        return at + 1 < rest.Length && rest[at + 1] == ' ' ? at + 2 : at + 1;
    }

    private static int Spaces(ReadOnlySpan<char> line, ref int at, int column)
    {
        for (; at < line.Length && line[at] is ' ' or '\t'; at++) column = line[at] == ' ' ? column + 1 : (column / TabStop * TabStop) + TabStop;
        return column;
    }

    /// <summary>Of <c>-</c>, <c>*</c>, <c>+</c>, <c>1.</c> or <c>1)</c> before a space; 0 when it is none.</summary>
    private static int MarkerLength(ReadOnlySpan<char> rest)
    {
        var length = UnspacedMarkerLength(rest);
        return length > 0 && length < rest.Length && rest[length] is ' ' or '\t' ? length : 0;
    }

    private static int UnspacedMarkerLength(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty) return 0;
        if (rest[0] is '-' or '*' or '+') return 1;
        var digits = Digits(rest);
        return digits is > 0 and < 10 && digits < rest.Length && rest[digits] is '.' or ')' ? digits + 1 : 0;
    }

    private static bool IsHalfMarker(ReadOnlySpan<char> rest) =>
        UnspacedMarkerLength(rest) == rest.Length || (rest.Length < 10 && Digits(rest) == rest.Length);

    private static int Digits(ReadOnlySpan<char> rest)
    {
        var other = rest.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? rest.Length : other;
    }
}

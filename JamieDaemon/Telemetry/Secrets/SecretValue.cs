namespace JamieDaemon.Telemetry.Secrets;

/// <summary>Where a value stands: in quotation marks, or as far as its word goes.</summary>
internal readonly record struct SecretValue(int Start, int End, bool IsQuoted, bool EndsLine)
{
    /// <param name="text">The text.</param>
    /// <param name="start">Where the value begins, with its quotation mark if it has one.</param>
    /// <param name="isStrict">A password may hold any sign; of anything else signs of markup are no part.</param>
    public static SecretValue Read(ReadOnlySpan<char> text, int start, bool isStrict)
    {
        var isEscaped = text[start] == '\\' && start + 1 < text.Length && text[start + 1] is '"' or '\'';
        if (isEscaped) start++;
        return text[start] is '"' or '\'' or '`' ? Quoted(text, start, isEscaped) : Bare(text, start, isStrict);
    }

    private static SecretValue Quoted(ReadOnlySpan<char> text, int mark, bool isEscaped)
    {
        var end = mark + 1;
        while (end < text.Length && text[end] is not ('\n' or '\r'))
        {
            var isBackslashed = text[end - 1] == '\\' && end - 1 > mark;
            if (text[end] == text[mark] && isBackslashed == isEscaped) break;
            end++;
        }

        if (isEscaped && end < text.Length && text[end] == text[mark]) end--;
        return new SecretValue(mark + 1, end, IsQuoted: true, EndsLine: true);
    }

    private static SecretValue Bare(ReadOnlySpan<char> text, int start, bool isStrict)
    {
        var end = start;
        while (end < text.Length && !EndsBefore(text, end, isStrict)) end++;
        var whole = end;
        while (end > start && text[end - 1] is '.' or ',' or ':' or '!' or '?' or ')' or ']' or '}' or '|' or '*' or '~' or '>' or '\'') end--;
        var endsLine = end == text.Length || (end == whole ? text[end] is '\n' or '\r' or ';' or ',' or '"' or '`' or '\\' or '<' : text[end] is ',' or ')' or '}' or '*');
        return new SecretValue(start, end, IsQuoted: false, endsLine);
    }

    private static bool EndsBefore(ReadOnlySpan<char> text, int at, bool isStrict)
    {
        var next = at + 1 < text.Length ? text[at + 1] : '\n';
        return text[at] switch
        {
            '"' or '`' or ';' => true,
            '\'' => !char.IsAsciiLetterOrDigit(next),
            '<' => !isStrict || next == '/',
            '>' => !isStrict || !char.IsAsciiLetterOrDigit(next),
            '|' => !isStrict,
            ',' => Letters.IsBreak(next) || next is '"' or '\'' || IsNextName(text[(at + 1)..]),
            '&' => !isStrict || IsNextName(text[(at + 1)..]) || text[at..].StartsWith("&amp;", StringComparison.Ordinal),
            '\\' => next is 'n' or 'r' or 't' or '"' or '\'',
            var other => Letters.IsBreak(other),
        };
    }

    /// <summary>Whether another pair begins.</summary>
    private static bool IsNextName(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (Letters.IsOfToken(text[length]) || text[length] is '.' or '%')) length++;
        return length > 0 && length < text.Length && text[length] is '=' or ':';
    }
}

namespace JamieDaemon.Slack.Rendering;

/// <summary>What a bracket opens.</summary>
internal enum BracketKind
{
    /// <summary>More text is needed to tell.</summary>
    Undecided,

    /// <summary>A bracket that might become half of something.</summary>
    Stray,

    /// <summary>Text in brackets: a task's box, a reference, a log level.</summary>
    Brackets,

    /// <summary><c>[label]:</c></summary>
    Definition,

    /// <summary><c>[label](target "title")</c></summary>
    Link,
}

/// <summary>A bracket and what belongs to it, all on one line.</summary>
/// <param name="Kind">What it opens.</param>
/// <param name="LabelEnd">Where the closing bracket stands, counted from the opening one.</param>
/// <param name="Target">The address, without its pointed brackets.</param>
/// <param name="Length">Of all that was read.</param>
internal readonly record struct InlineLink(BracketKind Kind, int LabelEnd = 0, string Target = "", int Length = 0)
{
    private const int Longest = 2048;

    /// <summary>Without the address that the model wrote.</summary>
    public override string ToString() => $"{Kind} {Length}";

    /// <param name="text">From the opening bracket on.</param>
    /// <param name="complete">Whether no more text will come.</param>
    public static InlineLink Read(ReadOnlySpan<char> text, bool complete)
    {
        var isWhole = complete || text.Length > Longest;
        text = text[..Math.Min(text.Length, Longest)];
        var end = text.IndexOf('\n');
        isWhole |= end >= 0;
        if (end >= 0) text = text[..end];
        var label = EndOfLabel(text, isWhole);
        if (label < 0) return new(isWhole ? BracketKind.Stray : BracketKind.Undecided);
        if (label + 1 == text.Length) return new(isWhole ? BracketKind.Brackets : BracketKind.Undecided, label);
        return text[label + 1] switch
        {
            ':' => new(BracketKind.Definition, label),
            '(' => ReadTarget(text, label) ?? new(isWhole ? BracketKind.Stray : BracketKind.Undecided),
            _ => new(BracketKind.Brackets, label),
        };
    }

    private static int EndOfLabel(ReadOnlySpan<char> text, bool isWhole)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\': i++; break;
                case '`':
                    var code = CodeSpan.Length(text[i..], isWhole);
                    if (code < 0) return -1;
                    i += Math.Max(code, CodeSpan.Marks(text[i..])) - 1;
                    break;
                case '[': depth++; break;
                case ']' when --depth == 0: return i;
            }
        }

        return -1;
    }

    private static InlineLink? ReadTarget(ReadOnlySpan<char> text, int labelEnd)
    {
        var at = labelEnd + 2;
        SkipSpaces(text, ref at);
        var start = at;
        ReadOnlySpan<char> target;
        if (at < text.Length && text[at] == '<')
        {
            var close = text[at..].IndexOf('>');
            if (close < 0) return null;
            target = text[(at + 1)..(at + close)];
            at += close + 1;
        }
        else
        {
            for (var depth = 0; at < text.Length && !char.IsWhiteSpace(text[at]); at++)
            {
                if (text[at] == '\\' && at + 1 < text.Length) at++;
                else if (text[at] == '(') depth++;
                else if (text[at] == ')' && depth-- == 0) break;
            }

            target = text[start..Math.Min(at, text.Length)];
        }

        var afterTarget = at;
        SkipSpaces(text, ref at);
        if (at > afterTarget && at < text.Length && text[at] is '"' or '\'' or '(')
        {
            var close = text[(at + 1)..].IndexOf(text[at] == '(' ? ')' : text[at]);
            if (close < 0) return null;
            at += close + 2;
            SkipSpaces(text, ref at);
        }

        return at < text.Length && text[at] == ')' ? new(BracketKind.Link, labelEnd, target.ToString(), at + 1) : null;
    }

    private static void SkipSpaces(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t') at++;
    }
}

using System.Globalization;

namespace JamieDaemon.Slack.Rendering;

/// <summary>A line that is too long for a message.</summary>
/// <param name="all">The text.</param>
/// <param name="fitting">How much of it fits.</param>
/// <param name="start">Where the line begins.</param>
/// <param name="isCode">Whether it is in a block of code, which has nothing to keep whole.</param>
/// <param name="shown">Where a cut may be at the earliest, whatever it tears.</param>
/// <param name="span">Backticks of the code that the line begins in the middle of.</param>
internal readonly ref struct LongLine(ReadOnlySpan<char> all, int fitting, int start, int shown, bool isCode, int span)
{
    private readonly ReadOnlySpan<char> _all = all;

    /// <summary>Where to cut it, and how many backticks close the code that this is in.</summary>
    /// <param name="least">Where the cut should be at the earliest.</param>
    public (int At, int Span) Cut(int least)
    {
        var at = isCode ? LastSpace(least) : LastFree(least);
        if (at < 0) at = LastSpace(least);
        return CutWithin(at < 0 ? fitting : at);
    }

    /// <summary>The same, when only so much fits and no place is better than another.</summary>
    public (int At, int Span) CutWithin(int at)
    {
        at = Whole(at);
        return isCode ? (at, 0) : OutsideOfMarks(at);
    }

    private int LastSpace(int least)
    {
        var space = _all[least..fitting].LastIndexOfAny(' ', '\t');
        return space < 0 ? -1 : least + space + 1;
    }

    /// <summary>After the last sentence, else the last word, that ends outside of code, links and bold text; -1 when there is none.</summary>
    private int LastFree(int least)
    {
        var text = _all[..fitting];
        var (sentence, word, isBold) = (-1, -1, false);
        for (var i = AfterFirstSpan(); i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '`':
                    var code = CodeSpan.Length(text[i..], complete: true);
                    if (i >= least && i > start) word = i;
                    if (code == 0) return sentence >= 0 ? sentence : word;
                    i += code - 1;
                    break;
                case '[':
                    var link = InlineLink.Read(text[i..], complete: true);
                    if (i >= least && i > start) word = i;
                    if (link.Kind == BracketKind.Stray) return sentence >= 0 ? sentence : word;
                    i += link.Kind == BracketKind.Link ? link.Length - 1 : 0;
                    break;
                case '*' when i + 1 < text.Length && text[i + 1] == '*':
                    isBold = !isBold;
                    i++;
                    break;
                case ' ' when i + 1 >= least && !isBold:
                    word = i + 1;
                    if (i > 0 && text[i - 1] is '.' or '!' or '?' or ';') sentence = i + 1;
                    break;
            }
        }

        return sentence >= 0 ? sentence : word;
    }

    /// <summary>Moves a cut to the front of the character, as a person counts them, that it would tear.</summary>
    private int Whole(int at)
    {
        // No further than the character after the cut, or a text that grows would be cut elsewhere.
        var text = _all[..Math.Min(_all.Length, char.IsHighSurrogate(_all[at]) ? at + 2 : at + 1)];
        var boundary = start;
        while (boundary < at)
        {
            var length = StringInfo.GetNextTextElementLength(text[boundary..]);
            if (boundary + length > at) break;
            boundary += length;
        }

        if (boundary > 0 && boundary >= shown) return boundary;
        return char.IsHighSurrogate(text[at - 1]) && at > 1 ? at - 1 : at;
    }

    /// <summary>In code the cut needs backticks to close it, and must not part the backticks that are there.</summary>
    private (int At, int Span) OutsideOfMarks(int at)
    {
        var i = AfterFirstSpan();
        if (at < i && span > 0) return (i <= fitting ? Math.Min(at, Math.Max(i - span, 1)) : at, span);
        while (i < at)
        {
            if (_all[i] == '\\') i++;
            if (i >= at || _all[i++] != '`') continue;
            var (opening, marks) = (i - 1, CodeSpan.Marks(_all[(i - 1)..fitting]));
            var length = CodeSpan.Length(_all[opening..fitting], complete: true);
            if (length > 0 && opening + length <= at)
            {
                i = opening + length;
                continue;
            }

            if (at < opening + marks) return (opening > 0 ? opening : at, 0);
            return (length > 0 ? Math.Min(at, opening + length - marks) : at, marks);
        }

        return (at, 0);
    }

    /// <summary>Behind the code that the line begins in the middle of, when it does and the code ends.</summary>
    private int AfterFirstSpan()
    {
        if (span == 0) return start;
        for (var i = start; i < fitting;)
        {
            var next = _all[i..fitting].IndexOf('`');
            if (next < 0) break;
            var marks = CodeSpan.Marks(_all[(i + next)..fitting]);
            i += next + marks;
            if (marks == span) return i;
        }

        return fitting + 1;
    }
}

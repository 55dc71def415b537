using System.Globalization;

namespace JamieDaemon.Slack.Rendering;

/// <summary>Where to cut a line that is too long for a message.</summary>
internal static class LineCut
{
    /// <param name="all">The text.</param>
    /// <param name="fitting">How much of it fits.</param>
    /// <param name="line">Where its last line begins.</param>
    /// <param name="least">Where the cut may be at the earliest.</param>
    /// <param name="isCode">Whether the line is code, which has nothing to keep whole.</param>
    public static int Find(ReadOnlySpan<char> all, int fitting, int line, int least, bool isCode)
    {
        var text = all[..fitting];
        var at = isCode ? LastSpace(text, least) : LastFree(text, line, least);
        if (at < 0) at = LastSpace(text, least);
        if (at < 0) at = text.Length;
        return Whole(all, line, at, least);
    }

    private static int LastSpace(ReadOnlySpan<char> text, int least)
    {
        var space = text[least..].LastIndexOfAny(' ', '\t');
        return space < 0 ? -1 : least + space + 1;
    }

    /// <summary>After the last sentence, else the last word, that ends outside of code, links and bold text; -1 when there is none.</summary>
    private static int LastFree(ReadOnlySpan<char> text, int line, int least)
    {
        var (sentence, word, isBold) = (-1, -1, false);
        for (var i = line; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '`':
                    var code = CodeSpan.Length(text[i..], complete: true);
                    if (code == 0) return Math.Max(sentence, word);
                    i += code - 1;
                    break;
                case '[':
                    var link = InlineLink.Read(text[i..], complete: true);
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
    private static int Whole(ReadOnlySpan<char> all, int line, int at, int least)
    {
        // No further than the character after the cut, or a text that grows would be cut elsewhere.
        var text = all[..Math.Min(all.Length, char.IsHighSurrogate(all[at]) ? at + 2 : at + 1)];
        var boundary = line;
        while (boundary < at)
        {
            var length = StringInfo.GetNextTextElementLength(text[boundary..]);
            if (boundary + length > at) break;
            boundary += length;
        }

        if (boundary >= least && boundary > line) return boundary;
        return char.IsHighSurrogate(text[at - 1]) && at > 1 ? at - 1 : at;
    }
}

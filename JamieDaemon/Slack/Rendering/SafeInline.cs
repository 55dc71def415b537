using System.Buffers;
using System.Text;

namespace JamieDaemon.Slack.Rendering;

/// <summary>Text within lines, made harmless piece by piece.</summary>
/// <remarks>
/// Nothing rests on Slack's parser agreeing with this one about what is code and what is text: a stray backtick or bracket is written so that it opens
/// nothing, so all code and links that are left are ours; and what pings is parted wherever it stands.
/// </remarks>
internal sealed class SafeInline(LinkHosts hosts, SafeOutput output, int depth = 0)
{
    private const int DeepestLabel = 4;
    private const int LongestWord = 2048;
    private const int LongestTag = 2048;
    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" \t\n\u00a0`<>[]|\"\\*~&");

    private readonly StringBuilder _word = new();

    /// <summary>Whether the line being written is a row of a table, where code ends with its cell.</summary>
    public bool InTableRow { get; set; }

    /// <summary>Whether a definition (<c>[label]: address</c>) could begin here.</summary>
    public bool AtLineStart { get; set; }

    /// <summary>Reads one piece: a word, a space, code, a link, a mark.</summary>
    /// <param name="text">From the piece on, up to whatever came in so far.</param>
    /// <param name="complete">Whether no more will come.</param>
    /// <returns>How much was read; 0 when more is needed to tell what it is.</returns>
    public int Next(ReadOnlySpan<char> text, bool complete)
    {
        var length = text[0] switch
        {
            '`' => Code(text, complete),
            '[' => Bracket(text, complete, image: false),
            ']' => ClosingBracket(text, complete),
            '!' => Exclamation(text, complete),
            '<' => Less(text, complete),
            '\\' => Backslash(text, complete),
            '&' => Ampersand(text, complete),
            '*' => Asterisk(text, complete),
            ' ' or '\t' or '\n' or '\u00a0' or '>' or '|' or '"' or '~' => Raw(text[..1]),
            _ => Word(text, complete),
        };
        if (length > 0 && text[0] is not (' ' or '\t')) AtLineStart = false;
        return length;
    }

    private int Raw(ReadOnlySpan<char> text)
    {
        output.Write(text);
        return text.Length;
    }

    /// <summary>Between digits it is meant to multiply.</summary>
    private int Asterisk(ReadOnlySpan<char> text, bool complete)
    {
        if (text.Length == 1 && !complete) return 0;
        if (!output.EndsWithDigit || text.Length == 1 || !char.IsAsciiDigit(text[1])) return Raw("*");
        output.Write("\\*");
        return 1;
    }

    private int Code(ReadOnlySpan<char> text, bool complete)
    {
        var marks = CodeSpan.Marks(text);
        var length = CodeSpan.Length(text, complete);
        if (length < 0) return 0;
        if (length > 0)
        {
            var code = text[marks..(length - marks)];
            var torn = InTableRow && HasCellEnd(code);
            if (!torn && code.Contains('|') && !InTableRow)
            {
                if (TableDashes.AreBelow(text, complete) is not { } isTable) return 0;
                torn = isTable && HasCellEnd(code);
            }

            if (!torn)
            {
                output.WriteCode(text[..marks], code);
                return length;
            }
        }

        for (var i = 0; i < marks; i++) output.Write("&#96;");
        return marks;
    }

    private static bool HasCellEnd(ReadOnlySpan<char> code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            if (code[i] == '|' && (i == 0 || code[i - 1] != '\\')) return true;
        }

        return false;
    }

    /// <summary>Of a link whose label began on another line: it is not one for us, and must not be one for Slack.</summary>
    private int ClosingBracket(ReadOnlySpan<char> text, bool complete)
    {
        if (text.Length == 1 && !complete) return 0;
        output.Write(text.Length > 1 && text[1] == '(' ? "\\]" : "]");
        return 1;
    }

    private int Exclamation(ReadOnlySpan<char> text, bool complete)
    {
        if (text.Length == 1 && !complete) return 0;
        return text.Length > 1 && text[1] == '[' ? Bracket(text[1..], complete, image: true) is > 0 and var length ? length + 1 : 0 : Raw("!");
    }

    private int Bracket(ReadOnlySpan<char> text, bool complete, bool image)
    {
        var link = depth < DeepestLabel ? InlineLink.Read(text, complete) : new InlineLink(BracketKind.Stray);
        switch (link.Kind)
        {
            case BracketKind.Undecided:
                return 0;
            case BracketKind.Link:
                WriteLink(text[1..link.LabelEnd], link.Target, image);
                return link.Length;
            case BracketKind.Definition when AtLineStart && !image:
                var end = text.IndexOf('\n');
                if (end < 0 && !complete) return 0;
                var line = end < 0 ? text : text[..end];
                if (LinkDefinition.Read(line[1..link.LabelEnd], line[(link.LabelEnd + 2)..], hosts) is not { } definition) break;
                output.Write(definition);
                return line.Length;
            case BracketKind.Brackets:
                if (image) output.Write("!");
                output.Write("[");
                return 1;
        }

        if (image) output.Write("!");
        output.Write("\\[");
        return 1;
    }

    private void WriteLink(ReadOnlySpan<char> label, string target, bool image)
    {
        if (hosts.Allows(target))
        {
            output.Write(image ? "![" : "[");
            WriteLabel(label);
            output.Write("](");
            output.Write(target.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal));
            output.Write(")");
            return;
        }

        var shown = ShownTarget.Of(target);
        if (shown.Length == 0 || !ShownTarget.IsSame(label, shown)) WriteLabel(label);
        if (shown.Length == 0) return;
        var alone = label.IsWhiteSpace() || ShownTarget.IsSame(label, shown);
        if (!alone) output.Write(" (");
        output.WriteCode(shown);
        if (!alone) output.Write(")");
    }

    private void WriteLabel(ReadOnlySpan<char> label)
    {
        var inner = new SafeInline(hosts, output, depth + 1) { InTableRow = InTableRow };
        while (label.Length > 0) label = label[inner.Next(label, complete: true)..];
    }

    /// <summary>HTML is shown as it stands, but for a line break. Pointed brackets around an address make it a link, as Markdown or as Slack writes it.</summary>
    private int Less(ReadOnlySpan<char> text, bool complete)
    {
        switch (LineBreak.Length(text, complete))
        {
            case < 0: return 0;
            case > 0 and var length:
                output.Write(InTableRow ? " · " : "\n");
                return length;
        }

        var letters = text[1..].IndexOfAnyExcept(Scheme.Letters);
        if (letters < 0 && text.Length <= Scheme.Longest && !complete) return 0;
        if (letters > 0 && letters < Scheme.Longest && text[letters + 1] == ':')
        {
            var rest = text[..Math.Min(text.Length, LongestTag)];
            var end = rest.IndexOfAny('>', '\n');
            if (end < 0 && !complete && text.Length < LongestTag) return 0;
            if (end > 0 && rest[end] == '>' && Scheme.IsAddress(rest[1..end]))
            {
                var inner = rest[1..end];
                var bar = inner.IndexOf('|');
                var address = bar < 0 ? inner : inner[..bar];
                if (bar < 0 && hosts.Allows(address)) output.WriteAddress(address);
                else WriteLink(bar < 0 ? "" : inner[(bar + 1)..], address.ToString(), image: false);
                return end + 1;
            }
        }

        output.WriteLess();
        return 1;
    }

    private int Backslash(ReadOnlySpan<char> text, bool complete)
    {
        if (text.Length == 1) return complete ? Raw("\\") : 0;
        if (Entity.IsOfAddress(text[1]) || char.IsLetterOrDigit(text[1])) return Word(text, complete);
        if (text[1] == '<') output.WriteLess();
        else if (text[1] == '`') output.Write("&#96;");
        else if (char.IsAscii(text[1]) && !char.IsWhiteSpace(text[1])) output.Write(text[..2]);
        else return Raw("\\");
        return 2;
    }

    private int Ampersand(ReadOnlySpan<char> text, bool complete)
    {
        var length = Entity.Length(text);
        if (length < 0 && !complete) return 0;
        if (length <= 0) return Word(text, complete);
        if (Entity.Plain(text[..length]) is not null) return Word(text, complete);
        if (Entity.IsLess(text[..length])) output.WriteLess();
        else output.Write(text[..length]);
        return length;
    }

    private int Word(ReadOnlySpan<char> text, bool complete)
    {
        _word.Clear();
        var at = 0;
        while (_word.Length < LongestWord)
        {
            var plain = text[at..];
            var end = plain.IndexOfAny(WordEnds);
            if (end < 0 && !complete && _word.Length + plain.Length < LongestWord) return 0;
            if (end < 0) end = plain.Length;
            end = Math.Min(end, LongestWord - _word.Length);
            if (end > 0 && end < plain.Length && char.IsLowSurrogate(plain[end])) end--;
            _word.Append(plain[..end]);
            at += end;
            if (at == text.Length || _word.Length >= LongestWord - 1) break;
            var (read, decoded) = Disguised(text[at..], complete);
            if (read < 0) return 0;
            if (read == 0) break;
            _word.Append(decoded);
            at += read;
        }

        var word = _word.ToString();
        if (SafeWord.IsHarmless(word) && !output.EndsWithLess) output.Write(text[..at]);
        else SafeWord.Write(word, hosts, output);
        return at;
    }

    /// <summary>A character of a word that is written as an entity or behind a backslash.</summary>
    private static (int Read, string Decoded) Disguised(ReadOnlySpan<char> text, bool complete)
    {
        if (text[0] == '\\')
        {
            if (text.Length == 1) return (complete ? 0 : -1, "");
            if (char.IsLetterOrDigit(text[1])) return (1, "\\");
            return Entity.IsOfAddress(text[1]) ? (2, text[1].ToString()) : (0, "");
        }

        if (text[0] != '&') return (0, "");
        var length = Entity.Length(text);
        if (length < 0) return complete ? (1, "&") : (-1, "");
        if (length == 0) return (1, "&");
        return Entity.Plain(text[..length]) is { } plain ? (length, plain) : (0, "");
    }
}

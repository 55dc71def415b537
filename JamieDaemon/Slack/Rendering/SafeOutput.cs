using System.Buffers;
using System.Text;

namespace JamieDaemon.Slack.Rendering;

/// <summary>Harmless Markdown in the making: joins pieces so that no two of them together mean what neither meant alone.</summary>
internal sealed class SafeOutput
{
    /// <summary>Parts characters for machines and not for eyes.</summary>
    public const char ZeroWidthSpace = '\u200b';

    private static readonly SearchValues<char> AddressBegins = SearchValues.Create("([{\"'*_~|>“„«‘");
    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(")]}*\"'|~>!,;…”’»");

    private readonly StringBuilder _text = new();
    private char _last = '\n';
    private bool _afterLess;
    private bool _afterAddress;

    public void Write(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return;
        if (_afterAddress && !char.IsWhiteSpace(text[0]) && !AddressEnds.Contains(text[0])) _text.Append(' ');
        if (_afterLess && text[0] is '!' or '@' or '#') _text.Append(ZeroWidthSpace);
        _text.Append(text);
        _last = text[^1];
        (_afterLess, _afterAddress) = (false, false);
    }

    /// <summary>An allowed address as it stands. Slack finds its edges by itself: nothing may touch it that could be taken for a part of the host.</summary>
    public void WriteAddress(ReadOnlySpan<char> address)
    {
        if (!char.IsWhiteSpace(_last) && !AddressBegins.Contains(_last)) Write(" ");
        Write(address);
        _afterAddress = true;
    }

    /// <summary>A less-than sign in text. Slack opens its control sequences with it, in <c>markdown</c> blocks too; escaped it does not.</summary>
    public void WriteLess()
    {
        Write("&lt;");
        _afterLess = true;
    }

    /// <summary>Code within a line, which Slack neither links nor parses.</summary>
    public void WriteCode(ReadOnlySpan<char> marks, ReadOnlySpan<char> code)
    {
        // Neither a longer mark, nor a mark that a backslash has undone.
        if (_last is '`' or '\\') Write([ZeroWidthSpace]);
        var opensSequence = _afterLess && code.Length > 0 && code[0] is '!' or '@' or '#';
        Write(marks);
        if (opensSequence) Write([ZeroWidthSpace]);
        SafeCode.Write(code, this);
        Write(marks);
    }

    /// <summary>The same with one backtick, which the code must not contain.</summary>
    public void WriteCode(ReadOnlySpan<char> code) => WriteCode("`", code);

    public bool EndsLine => _last == '\n';

    /// <summary>Whether a less-than sign was written last, which must not become the beginning of a control sequence.</summary>
    public bool EndsWithLess => _afterLess;

    /// <summary>Whether a digit was written last.</summary>
    public bool EndsWithDigit => char.IsAsciiDigit(_last);

    /// <summary>What was written since the last call.</summary>
    public string Take()
    {
        var text = _text.ToString();
        _text.Clear();
        return text;
    }
}

using System.Text;

namespace JamieDaemon.Slack.Rendering;

/// <summary>Harmless Markdown in the making: joins pieces so that no two of them together mean what neither meant alone.</summary>
internal sealed class SafeOutput
{
    /// <summary>Parts characters for machines and not for eyes.</summary>
    public const char ZeroWidthSpace = '\u200b';

    private readonly StringBuilder _text = new();
    private char _last = '\n';
    private bool _afterLess;

    public void Write(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return;
        if (_afterLess && text[0] is '!' or '@' or '#') _text.Append(ZeroWidthSpace);
        _text.Append(text);
        _last = text[^1];
        _afterLess = false;
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
        if (_last == '`') Write([ZeroWidthSpace]);
        Write(marks);
        SafeCode.Write(code, this);
        Write(marks);
    }

    /// <summary>The same with one backtick, which the code must not contain.</summary>
    public void WriteCode(ReadOnlySpan<char> code) => WriteCode("`", code);

    public bool EndsLine => _last == '\n';

    /// <summary>What was written since the last call.</summary>
    public string Take()
    {
        var text = _text.ToString();
        _text.Clear();
        return text;
    }
}

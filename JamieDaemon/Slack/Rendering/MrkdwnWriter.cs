using System.Text;

namespace JamieDaemon.Slack.Rendering;

/// <summary>
/// Slack's markup in the making. A mark of emphasis counts only at the edge of a word and within one line: where a word would swallow it,
/// a zero-width space makes the edge, and at the end of a line what is open is closed and opened again.
/// </summary>
internal sealed class MrkdwnWriter
{
    /// <summary>Looks like the backtick, which the markup has no way to write.</summary>
    private const char Backtick = 'ˋ';

    private readonly StringBuilder _text = new();
    private readonly List<char> _open = [];
    private readonly List<char> _pending = [];
    private bool _atLineStart = true;
    private bool _afterMark;

    /// <summary>What every line begins with: the indentation of a list's item.</summary>
    public string Indent { get; set; } = "";

    /// <summary>Whether lines are part of a quote.</summary>
    public bool IsQuote { get; set; }

    public bool IsAtLineStart => _atLineStart;

    /// <summary>Text as it shall be seen, line breaks included.</summary>
    public void WriteText(ReadOnlySpan<char> plain)
    {
        while (plain.IndexOf('\n') is >= 0 and var end)
        {
            WriteInLine(plain[..end]);
            EndLine();
            plain = plain[(end + 1)..];
        }

        WriteInLine(plain);
    }

    /// <summary>Markup that is written as it is, and no word.</summary>
    public void WriteMarkup(ReadOnlySpan<char> markup)
    {
        BeginLine();
        Flush();
        _text.Append(markup);
        _afterMark = false;
    }

    /// <summary>Code within a line.</summary>
    public void WriteCode(string code)
    {
        BeginLine();
        Flush();
        PartFromWord();
        _text.Append('`').Append(SlackText.Escape(code.Replace('`', Backtick).Replace('\n', ' '))).Append('`');
        _afterMark = true;
    }

    /// <summary>A block of code, which no quote and no item can hold.</summary>
    public void WriteCodeBlock(string code)
    {
        if (!_atLineStart) EndLine();
        var inner = code.Contains("```", StringComparison.Ordinal) ? code.Replace("``", "`\u200b`", StringComparison.Ordinal) : code;
        _text.Append("```\n").Append(SlackText.Escape(inner)).Append("\n```");
        (_atLineStart, _afterMark) = (false, false);
    }

    /// <summary>Opens emphasis: <c>*</c>, <c>_</c> or <c>~</c>.</summary>
    /// <returns>Whether it was not open already.</returns>
    public bool Open(char mark)
    {
        if (_open.Contains(mark) || _pending.Contains(mark)) return false;
        _pending.Add(mark);
        return true;
    }

    /// <summary>Closes what was opened last.</summary>
    public void Close(char mark)
    {
        if (_pending.Remove(mark)) return;
        _open.Remove(mark);
        _text.Append(mark);
        _afterMark = true;
    }

    /// <summary>Ends the line; <paramref name="lines"/> of two leave one blank.</summary>
    public void EndLine(int lines = 1)
    {
        while (_text.Length > 0 && _text[^1] == ' ') _text.Length--;
        for (var i = _open.Count - 1; i >= 0; i--) _text.Append(_open[i]);
        _pending.InsertRange(0, _open);
        _open.Clear();
        for (var i = 0; i < lines; i++)
        {
            if (_atLineStart && IsQuote) _text.Append('>');
            _text.Append('\n');
            _atLineStart = true;
        }

        _afterMark = false;
    }

    public override string ToString() => _text.ToString().Trim('\n', ' ');

    private void WriteInLine(ReadOnlySpan<char> plain)
    {
        if (plain.IsEmpty) return;
        BeginLine();
        if (_pending.Count > 0)
        {
            var word = plain.IndexOfAnyExcept(' ');
            if (word < 0)
            {
                _text.Append(plain);
                return;
            }

            _text.Append(plain[..word]);
            plain = plain[word..];
            Flush();
        }

        if (_afterMark && (char.IsLetterOrDigit(plain[0]) || plain[0] == '_' || char.IsSurrogate(plain[0]))) _text.Append(SafeOutput.ZeroWidthSpace);
        // A backtick that is meant as such would open code, and leave open what follows to be taken for text.
        _text.Append(SlackText.Escape(plain.ToString().Replace('`', Backtick)));
        _afterMark = false;
    }

    private void BeginLine()
    {
        if (!_atLineStart) return;
        if (IsQuote) _text.Append("> ");
        _text.Append(Indent);
        _atLineStart = false;
    }

    private void Flush()
    {
        if (_pending.Count == 0) return;
        PartFromWord();
        foreach (var mark in _pending) _text.Append(mark);
        _open.AddRange(_pending);
        _pending.Clear();
        _afterMark = false;
    }

    private void PartFromWord()
    {
        if (_afterMark || (_text.Length > 0 && (char.IsLetterOrDigit(_text[^1]) || char.IsSurrogate(_text[^1])))) _text.Append(SafeOutput.ZeroWidthSpace);
    }
}

namespace JamieDaemon.Slack.Rendering;

/// <summary>Lines of a growing text: tells code from prose, and writes blocks of code so that every parser finds the same ones.</summary>
internal sealed class SafeBlocks(SafeInline inline, SafeOutput output)
{
    private readonly ListIndents _lists = new();
    private CodeBlock? _code;
    private bool _midLine;
    private bool _inTable;

    /// <summary>Reads one piece.</summary>
    /// <param name="text">From the piece on, up to whatever came in so far.</param>
    /// <param name="complete">Whether no more will come.</param>
    /// <returns>How much was read; 0 when more is needed to tell what it is.</returns>
    public int Next(ReadOnlySpan<char> text, bool complete)
    {
        var end = text.IndexOf('\n');
        var whole = end >= 0 || complete;
        if (_midLine) return _code is null ? Prose(text, complete) : Code(text, end, complete);
        var line = end < 0 ? text : text[..end];
        var prefix = LinePrefix.Read(line);
        if (!whole && prefix.IsOpen(line)) return 0;
        if (_code is not null && prefix.Quotes < _code.Quotes) Close();
        if (_code is null) return ProseLine(text, line, prefix, whole, complete);
        var read = CodeLine(line, whole);
        if (read < 0) return 0;
        if (_code is null)
        {
            if (end >= 0) output.Write("\n");
            return end >= 0 ? end + 1 : text.Length;
        }

        _midLine = true;
        return read > 0 ? read : Code(text, end, complete);
    }

    /// <summary>Closes the block of code that is open.</summary>
    public void Close()
    {
        if (_code is null) return;
        if (!output.EndsLine) output.Write("\n");
        output.Write(_code.ClosingLine);
        (_code, _midLine) = (null, false);
    }

    private int ProseLine(ReadOnlySpan<char> text, ReadOnlySpan<char> line, in LinePrefix prefix, bool whole, bool complete)
    {
        var own = line[prefix.Length..];
        var marks = Fence.MarkLength(own);
        if (!whole && (marks >= 3 || marks == own.Length || !line.ContainsAnyExcept(TableRow.OfDelimiters))) return 0;
        if (!output.EndsLine) output.Write("\n");
        _lists.See(prefix, own.IsWhiteSpace());
        if (Fence.ReadOpening(own) is { } fence)
        {
            Open(line, prefix, fence);
            return Math.Min(line.Length + 1, text.Length);
        }

        _inTable = (_inTable || (whole && TableRow.IsDelimiter(line))) && !own.IsWhiteSpace();
        inline.InTableRow = _inTable || own.StartsWith('|');
        inline.AtLineStart = true;
        _midLine = true;
        output.Write(line[..prefix.Length]);
        return prefix.Length > 0 || text.IsEmpty ? prefix.Length : Prose(text, complete);
    }

    private void Open(ReadOnlySpan<char> line, in LinePrefix prefix, Fence fence)
    {
        _inTable = false;
        var isItem = prefix.Marker >= 0;
        var inPlace = isItem ? _lists.Innermost == prefix.Content : _lists.Fits(prefix.Indent);
        _code = new CodeBlock(fence, prefix, inPlace);
        if (isItem && inPlace) output.Write(line[..prefix.Length]);
        else if (isItem) output.Write(string.Concat(line[..prefix.Length].TrimEnd(), "\n", _code.Indent));
        else output.Write(_code.Indent);
        output.Write(_code.OpeningMark);
        output.Write("\n");
        if (fence.AfterLanguage is not { Length: > 0 } code) return;
        output.Write(_code.Indent);
        SafeCode.Write(code, output);
        output.Write("\n");
    }

    private int Prose(ReadOnlySpan<char> text, bool complete)
    {
        var read = inline.Next(text, complete);
        if (read > 0 && text[0] == '\n') _midLine = false;
        return read;
    }

    /// <summary>Reads the indentation of a line of code, or all of the line that closes the block; -1 when more is needed to tell which.</summary>
    private int CodeLine(ReadOnlySpan<char> line, bool whole)
    {
        var code = _code!;
        var own = code.Unindented(line, out var columns);
        if (!whole && (own.IsEmpty || own[0] is '`' or '~')) return -1;
        if (code.TryClose(own, columns))
        {
            Close();
            return line.Length;
        }

        if (own.IsEmpty) return line.Length;
        output.Write(code.Indent);
        for (var i = code.Columns; i < columns; i++) output.Write(" ");
        if (code.WouldClose(own)) output.Write([SafeOutput.ZeroWidthSpace]);
        return line.Length - own.Length;
    }

    private int Code(ReadOnlySpan<char> text, int end, bool complete)
    {
        var length = end >= 0 ? end : complete ? text.Length : text.LastIndexOfAny(' ', '\t') + 1;
        SafeCode.Write(text[..length], output);
        if (end < 0) return length;
        output.Write("\n");
        _midLine = false;
        return length + 1;
    }
}

namespace JamieDaemon.Slack.Rendering;

/// <summary>Lines of a growing text: tells code from prose, and writes blocks of code so that every parser finds the same ones.</summary>
internal sealed class SafeBlocks(SafeInline inline, SafeOutput output)
{
    private readonly ListIndents _lists = new();
    private OpenCode? _code;
    private bool _midLine;
    private bool _inTable;
    private bool _belowText;
    private int _blanks;

    /// <summary>Reads one piece.</summary>
    /// <param name="text">From the piece on, up to whatever came in so far.</param>
    /// <param name="complete">Whether no more will come.</param>
    /// <returns>How much was read; 0 when more is needed to tell what it is.</returns>
    public int Next(ReadOnlySpan<char> text, bool complete)
    {
        if (_midLine && _code is null) return Prose(text, complete);
        var end = text.IndexOf('\n');
        if (_midLine) return Code(text, end, complete);
        var whole = end >= 0 || complete;
        var line = end < 0 ? text : text[..end];
        var prefix = LinePrefix.Read(line);
        if (!whole && (prefix.IsOpen(line) || line[prefix.Length..].IsWhiteSpace())) return 0;
        if (_code is { IsIndented: true } && LineOfIndentedCode(line, prefix, end >= 0) is var blank and not 0) return blank;
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
        for (; _blanks > 0; _blanks--) output.Write(output.EndsLine ? "\n" : "\n\n");
    }

    private int ProseLine(ReadOnlySpan<char> text, ReadOnlySpan<char> line, in LinePrefix prefix, bool whole, bool complete)
    {
        var own = line[prefix.Length..];
        var marks = Fence.MarkLength(own);
        var isBlank = own.IsWhiteSpace();
        if (!whole && (marks >= 3 || marks == own.Length || !line.ContainsAnyExcept(TableDashes.Characters))) return 0;
        var leavesTable = _inTable && !isBlank && !line.Contains('|');
        if (leavesTable && !whole) return 0;
        if (!output.EndsLine) output.Write("\n");
        var fence = Fence.ReadOpening(own);
        _lists.See(prefix, isText: !isBlank && fence is null);
        if (fence is not null)
        {
            Open(line, prefix, fence.Value);
            return Math.Min(line.Length + 1, text.Length);
        }

        if (!isBlank && !_belowText && prefix is { Quotes: 0, Marker: < 0, Indent: >= OpenCode.IndentedCode } && _lists.IsEmpty)
        {
            _code = OpenCode.Indented();
            output.Write(_code.OpeningMark);
            output.Write("\n");
            return Next(text, complete);
        }

        // A table neither begins nor ends in the middle of a paragraph for every parser.
        var beginsTable = _belowText && !_inTable && prefix.Marker < 0 && own.StartsWith('|');
        if ((leavesTable || beginsTable) && prefix.Quotes == 0) output.Write("\n");
        _inTable = (_inTable || (whole && TableDashes.Are(line))) && !isBlank && !leavesTable;
        inline.InTableRow = _inTable || own.StartsWith('|');
        inline.AtLineStart = true;
        (_midLine, _belowText) = (true, !isBlank && !inline.InTableRow);
        output.Write(line[..prefix.Length]);
        return prefix.Length > 0 || text.IsEmpty ? prefix.Length : Prose(text, complete);
    }

    private void Open(ReadOnlySpan<char> line, in LinePrefix prefix, Fence fence)
    {
        (_inTable, _belowText) = (false, false);
        var isItem = prefix.Marker >= 0;
        var inPlace = isItem ? _lists.Innermost == prefix.Content : _lists.Fits(prefix.Indent);
        _code = new OpenCode(fence, prefix, inPlace);
        if (isItem && inPlace) output.Write(line[..prefix.Length]);
        else if (isItem) output.Write(string.Concat(line[..prefix.Length].TrimEnd(), "\n", _code.Indent));
        else output.Write(_code.Indent);
        output.Write(_code.OpeningMark);
        output.Write("\n");
        if (fence.AfterLanguage is not { Length: > 0 } code) return;
        output.Write(_code.Indent);
        if (_code.WouldClose(code)) output.Write([SafeOutput.ZeroWidthSpace]);
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

        if (own.IsEmpty)
        {
            // Without its mark the line would end the quote, and with it the code.
            if (code.Quotes > 0) output.Write(code.Indent.AsSpan().TrimEnd(' '));
            return line.Length;
        }

        output.Write(code.Indent);
        output.Write(code.InnerIndent(line));
        if (code.WouldClose(own)) output.Write([SafeOutput.ZeroWidthSpace]);
        return line.Length - own.Length;
    }

    /// <summary>Code that is indented goes on below blank lines if it is indented there too.</summary>
    /// <returns>The length of a blank line that was noted; 0 when the line is none.</returns>
    private int LineOfIndentedCode(ReadOnlySpan<char> line, in LinePrefix prefix, bool hasEnd)
    {
        if (line.IsWhiteSpace())
        {
            _blanks++;
            return line.Length + (hasEnd ? 1 : 0);
        }

        if (prefix.Indent < OpenCode.IndentedCode || prefix.Quotes > 0)
        {
            Close();
            return 0;
        }

        for (; _blanks > 0; _blanks--) output.Write("\n");
        return 0;
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

namespace JamieDaemon.Slack.Rendering;

/// <summary>Walks over the lines of a Markdown text and says of each how good it is to cut before it, and what is open there.</summary>
internal ref struct LineWalk
{
    private const int IndentedCode = 4;

    private readonly ReadOnlySpan<char> _text;
    private readonly MessageLimits _limits;
    private OpenBlock _after;
    private int _next;
    private bool _inTable;
    private bool _belowFence;
    private bool _belowBlank;
    private bool _belowHeading;
    private bool _belowColon;

    /// <param name="text">The text, from where it was cut last.</param>
    /// <param name="open">What was open there.</param>
    /// <param name="limits">What is too long beside them is not closed and opened again.</param>
    public LineWalk(ReadOnlySpan<char> text, OpenBlock open, MessageLimits limits)
    {
        _text = text;
        (_limits, Open, _after, _inTable) = (limits, open, open with { MidLine = false, Span = 0 }, open.TableHead.Length > 0);
        if (open.MidLine) _next = NextLine(0);
    }

    /// <summary>Where the line begins.</summary>
    public int Start { get; private set; }

    /// <summary>What is open there.</summary>
    public OpenBlock Open { get; private set; }

    /// <summary>How good it is to cut there.</summary>
    public LineBoundary Boundary { get; private set; }

    public bool Next()
    {
        if (_next >= _text.Length) return false;
        var before = Start;
        (Open, Start, _next) = (_after, _next, NextLine(_next));
        var line = _text[Start.._next].TrimEnd("\r\n");
        var prefix = LinePrefix.Read(line);
        if (Open.Code is { } code && prefix.Quotes >= Open.Quotes)
        {
            ReadCode(line, code, prefix.Indent);
        }
        else
        {
            if (Open.Code is not null) Open = _after = OpenBlock.None;
            ReadProse(line, line[prefix.Length..], prefix, before);
        }

        return true;
    }

    private void ReadCode(ReadOnlySpan<char> line, Fence code, int indent)
    {
        var own = line[LinePrefix.QuoteEnd(line, Open.Quotes)..].TrimStart();
        var closes = code.IsClosedBy(own) && indent < Open.Columns + IndentedCode;
        var blank = own.IsEmpty;
        Boundary = closes || blank || _belowFence ? LineBoundary.Bad : _belowBlank ? LineBoundary.CodeParagraph : LineBoundary.Code;
        (_belowFence, _belowBlank, _belowHeading, _belowColon) = (false, closes || blank, false, false);
        if (closes) _after = OpenBlock.None;
    }

    private void ReadProse(ReadOnlySpan<char> line, ReadOnlySpan<char> own, in LinePrefix prefix, int before)
    {
        var blank = own.IsWhiteSpace();
        var dashes = !_belowBlank && !blank && (!line.ContainsAnyExcept(TableDashes.Characters) || !own.ContainsAnyExcept('=', ' '));
        var isHeading = own.StartsWith('#');
        var fence = Fence.ReadOpening(own);
        _inTable &= !blank && fence is null;
        Boundary = blank || dashes || _belowHeading ? LineBoundary.Bad : Between(prefix, isHeading || fence is not null);
        if (_belowColon && Boundary > LineBoundary.Continuation) Boundary = LineBoundary.Continuation;

        if (fence is { } opened)
        {
            var columns = prefix.Marker >= 0 ? prefix.Content : prefix.Indent;
            _after = Tracked(OpenBlock.None with { Code = opened, Quotes = prefix.Quotes, Columns = columns });
        }
        else if (dashes && TableDashes.Are(line) && _text[before..Start].Contains('|'))
        {
            _inTable = true;
            _after = Tracked(OpenBlock.None with { TableHead = _text[before.._next].ToString() });
        }
        else if (!_inTable)
        {
            _after = OpenBlock.None;
        }

        _belowFence = fence is not null;
        _belowHeading = isHeading || (_belowHeading && blank);
        _belowColon = own.TrimEnd("* ").EndsWith(':') || (_belowColon && blank);
        _belowBlank = blank && fence is null;
    }

    private readonly OpenBlock Tracked(OpenBlock open) => _limits.AreMarkers(open.Opening + open.Closing(endsLine: false)) ? open : OpenBlock.None;

    private readonly LineBoundary Between(in LinePrefix prefix, bool beginsBlock)
    {
        if (_inTable) return LineBoundary.Row;
        var isInner = prefix.Indent >= 2;
        if (prefix.Marker >= 0) return isInner ? LineBoundary.Row : LineBoundary.Item;
        if (isInner) return LineBoundary.Continuation;
        if (beginsBlock || _belowBlank) return LineBoundary.Block;
        return prefix.Quotes > 0 ? LineBoundary.Row : LineBoundary.Line;
    }

    private readonly int NextLine(int from)
    {
        var end = _text[from..].IndexOf('\n');
        return end < 0 ? _text.Length : from + end + 1;
    }
}

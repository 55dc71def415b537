using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace JamieDaemon.Slack.Rendering;

/// <summary>A table as text in columns of one width each.</summary>
internal sealed class TableText
{
    /// <summary>What a Slack window shows of a line of code before it wraps.</summary>
    private const int MostColumns = 80;

    private const string Gap = "  ";

    private readonly Table _table;
    private readonly List<string[]> _rows = [];
    private readonly int[] _widths;
    private readonly bool _hasLinks;
    private readonly bool _isRightToLeft;

    public TableText(Table table)
    {
        _table = table;
        foreach (var block in table)
        {
            if (block is TableRow row) _rows.Add([.. row.OfType<TableCell>().Select(VisibleText.Of)]);
        }

        _widths = new int[_rows.Count == 0 ? 0 : _rows.Max(row => row.Length)];
        foreach (var row in _rows)
        {
            for (var i = 0; i < row.Length; i++) _widths[i] = Math.Max(_widths[i], TextWidth.Of(row[i]));
        }

        _hasLinks = table.Descendants<LinkInline>().Any();
        _isRightToLeft = _rows.Any(row => row.Any(TextWidth.IsRightToLeft));
    }

    /// <summary>Whether it can be shown as code: narrow enough, and without links, which code would lose. A table of headers only has no records.</summary>
    public bool FitsMonospace => _rows.Count < 2 || (!_hasLinks && _widths.Sum() + (Gap.Length * (_widths.Length - 1)) <= MostColumns);

    public string ToMonospace()
    {
        var text = new StringBuilder();
        foreach (var (index, row) in _rows.Index())
        {
            if (index > 0) text.Append('\n');
            AppendRow(text, row);
            if (index == 0) text.Append('\n').AppendJoin(Gap, _widths.Select(width => new string('─', width)));
        }

        return text.ToString();
    }

    private void AppendRow(StringBuilder text, string[] row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var padding = _widths[i] - TextWidth.Of(row[i]);
            var left = Alignment(i) switch
            {
                TableColumnAlign.Right => padding,
                TableColumnAlign.Center => padding / 2,
                _ => 0,
            };
            if (i > 0) text.Append(Gap);
            text.Append(' ', left).Append(row[i]);
            // Keeps the columns in their order where the cells are written from right to left.
            if (_isRightToLeft) text.Append('\u200e');
            if (i < row.Length - 1) text.Append(' ', padding - left);
        }

        while (text.Length > 0 && text[^1] == ' ') text.Length--;
    }

    private TableColumnAlign? Alignment(int column) => column < _table.ColumnDefinitions.Count ? _table.ColumnDefinitions[column].Alignment : null;
}

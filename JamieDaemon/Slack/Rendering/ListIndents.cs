namespace JamieDaemon.Slack.Rendering;

/// <summary>Where the text of the open list items begins, to tell a fence that belongs to an item from indented code.</summary>
/// <remarks>In doubt an item is over: a fence that is taken for one outside of lists is moved to the margin, and is one there for every parser.</remarks>
internal sealed class ListIndents
{
    private readonly List<(int Content, char Mark)> _items = [];
    private int _quotes;

    /// <summary>Whether the line before was text, which a list that does not begin with 1 cannot interrupt.</summary>
    private bool _belowText;

    /// <summary>Where the text of the innermost item begins.</summary>
    public int Innermost => _items.Count > 0 ? _items[^1].Content : 0;

    /// <summary>Whether no list is open.</summary>
    public bool IsEmpty => _items.Count == 0;

    /// <summary>Takes note of a line that is not inside of a block of code.</summary>
    public void See(in LinePrefix prefix, bool isText)
    {
        if (prefix.Quotes != _quotes) _items.Clear();
        _quotes = prefix.Quotes;
        if (isText || prefix.Marker >= 0)
        {
            var sibling = '\0';
            while (_items.Count > 0 && prefix.Indent < _items[^1].Content)
            {
                sibling = _items[^1].Mark;
                _items.RemoveAt(_items.Count - 1);
            }

            var isItem = prefix.Marker >= 0 && Fits(prefix.Indent) && (prefix.InterruptsParagraph || !_belowText || sibling == prefix.Mark);
            if (isItem) _items.Add((prefix.Content, prefix.Mark));
        }

        _belowText = isText;
    }

    /// <summary>Whether a fence with this indentation is one, and not indented code.</summary>
    public bool Fits(int indent) => indent - Innermost is >= 0 and < 4;
}

namespace JamieDaemon.Slack.Rendering;

/// <summary>Where the text of the open list items begins, to tell a fence that belongs to an item from indented code.</summary>
/// <remarks>In doubt an item is over: a fence that is taken for one outside of lists is moved to the margin, and is one there for every parser.</remarks>
internal sealed class ListIndents
{
    private readonly List<int> _contents = [];
    private int _quotes;
    private bool _belowText;

    /// <summary>Takes note of a line that is not inside of a block of code.</summary>
    public void See(in LinePrefix prefix, bool blank)
    {
        if (prefix.Quotes != _quotes) _contents.Clear();
        _quotes = prefix.Quotes;
        if (!blank)
        {
            while (_contents.Count > 0 && prefix.Indent < _contents[^1]) _contents.RemoveAt(_contents.Count - 1);
            var isItem = prefix.Marker >= 0 && Fits(prefix.Indent) && (prefix.InterruptsParagraph || !_belowText || _contents.Count > 0);
            if (isItem) _contents.Add(prefix.Content);
        }

        _belowText = !blank;
    }

    /// <summary>Where the text of the innermost item begins.</summary>
    public int Innermost => _contents.Count > 0 ? _contents[^1] : 0;

    /// <summary>Whether a fence with this indentation is one, and not indented code.</summary>
    public bool Fits(int indent) => indent - Innermost is >= 0 and < 4;
}

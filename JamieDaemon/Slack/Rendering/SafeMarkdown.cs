namespace JamieDaemon.Slack.Rendering;

/// <summary>
/// A model's Markdown as Markdown that is harmless in Slack, for <c>markdown</c> blocks and <c>markdown_text</c>: it pings nobody, and links nowhere but to
/// allowed hosts. The text may grow: what a call returns is final, and all that was returned, joined, is the whole.
/// </summary>
/// <remarks>
/// Words leave as soon as they are whole, lines of code too. Held back is only what the next characters may turn into something else:
/// half a word, an unclosed link or piece of code up to the end of its line, the line that opens a block of code.
/// </remarks>
internal sealed class SafeMarkdown
{
    private readonly CharacterFilter _characters = new();
    private readonly SafeOutput _output = new();
    private readonly SafeInline _inline;
    private readonly SafeBlocks _blocks;
    private string _rest = "";

    public SafeMarkdown(LinkHosts hosts)
    {
        _inline = new SafeInline(hosts, _output);
        _blocks = new SafeBlocks(_inline, _output);
    }

    /// <summary>A whole text at once.</summary>
    public static string Render(string markdown, LinkHosts hosts)
    {
        var safe = new SafeMarkdown(hosts);
        var text = safe.Append(markdown);
        var end = safe.Complete();
        return end.Length == 0 ? text : text + end;
    }

    /// <summary>Takes the next piece of the text and returns what is final and was not returned yet.</summary>
    public string Append(string piece) => Take(piece, complete: false);

    /// <summary>The text is whole: returns what was held back, and closes a block of code that the model left open.</summary>
    public string Complete()
    {
        var text = Take("", complete: true);
        _blocks.Close();
        return text + _output.Take();
    }

    private string Take(string piece, bool complete)
    {
        var text = string.Concat(_rest, _characters.Next(piece, complete));
        var at = 0;
        while (at < text.Length && _blocks.Next(text.AsSpan(at), complete) is > 0 and var read) at += read;
        _rest = at == text.Length ? "" : text[at..];
        return _output.Take();
    }
}

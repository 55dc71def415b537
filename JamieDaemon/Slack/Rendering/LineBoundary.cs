namespace JamieDaemon.Slack.Rendering;

/// <summary>How good it is to cut a text right before a line.</summary>
internal enum LineBoundary
{
    /// <summary>It would part what belongs together: a heading and its text, a table's header and its dashes, a fence and its code.</summary>
    Bad,

    /// <summary>Inside of a block of code.</summary>
    Code,

    /// <summary>Inside of a block of code, after a blank line.</summary>
    CodeParagraph,

    /// <summary>Inside of a list's item.</summary>
    Continuation,

    /// <summary>Between two lines of a paragraph.</summary>
    Line,

    /// <summary>Between rows of a table, items of an inner list, lines of a quote.</summary>
    Row,

    /// <summary>Between items of a list.</summary>
    Item,

    /// <summary>Between blocks.</summary>
    Block,
}

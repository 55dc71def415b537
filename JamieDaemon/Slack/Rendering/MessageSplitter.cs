namespace JamieDaemon.Slack.Rendering;

/// <summary>
/// Cuts a long Markdown text into messages, where it hurts least: between blocks, else between items, rows or lines. A block of code that is cut is closed
/// and opened again, a table repeats its header.
/// </summary>
/// <remarks>
/// Parts of harmless Markdown are harmless, unless a word longer than half a message has to be torn: <see cref="AnswerBlocks"/> looks again.
/// A text that grew has the same parts as before up to where it was cut last, so that messages already posted seldom change.
/// </remarks>
internal static class MessageSplitter
{
    /// <summary>All parts of a text. An empty text has one, empty.</summary>
    public static IReadOnlyList<MessagePart> Split(string markdown, MessageLimits limits)
    {
        var parts = new List<MessagePart>();
        MessagePart? part = null;
        do
        {
            part = Next(markdown, part, limits);
            parts.Add(part);
        }
        while (part.End < markdown.Length);
        return parts;
    }

    /// <summary>The next part of a text.</summary>
    /// <param name="markdown">The whole text.</param>
    /// <param name="previous">The part before, or null.</param>
    /// <param name="limits">What the part may hold.</param>
    /// <param name="shown">Characters of the part's body that were sent and cannot be taken back, as in a stream: it will not be cut before them.</param>
    public static MessagePart Next(string markdown, MessagePart? previous, MessageLimits limits, int shown = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.Characters, MessageLimits.Least, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.Bytes, MessageLimits.Least, nameof(limits));
        var start = previous?.End ?? 0;
        var open = previous?.Open ?? OpenBlock.None;
        var text = markdown.AsSpan(start);
        var opening = open.Opening;
        var fitting = limits.Fitting(text, opening, "");
        if (fitting == text.Length) return new MessagePart(start, text.ToString(), opening, "");

        var (at, then) = Cut(text, fitting, opening, open, limits, shown);
        return new MessagePart(start, text[..at].ToString(), opening, then.Closing(endsLine: text[at - 1] == '\n')) { Open = then };
    }

    private static (int At, OpenBlock Open) Cut(
        ReadOnlySpan<char> text, int fitting, string opening, OpenBlock open, MessageLimits limits, int shown)
    {
        var least = Math.Max(Math.Min(limits.Part(2).Fitting(text, opening, ""), fitting), shown);
        var (at, then, best) = (-1, open, LineBoundary.Bad);
        var (closed, fittingClosed) = (OpenBlock.None, fitting);
        var walk = new LineWalk(text[..fitting], open, limits);
        while (walk.Next())
        {
            if (walk.Start < least || walk.Start == 0 || walk.Boundary == LineBoundary.Bad || walk.Boundary < best) continue;
            if (!ReferenceEquals(walk.Open, closed)) (closed, fittingClosed) = (walk.Open, limits.Fitting(text, opening, walk.Open.Closing(endsLine: true)));
            if (walk.Start > fittingClosed) continue;
            (at, then, best) = (walk.Start, walk.Open, walk.Boundary);
        }

        if (at > 0) return (at, then);
        var isCode = walk.Open.Code is not null;
        if (isCode) fitting = Math.Max(limits.Fitting(text, opening, walk.Open.Closing(endsLine: false)), Math.Max(shown, 1));
        var start = text[..(fitting - 1)].LastIndexOf('\n') + 1;
        var line = new LongLine(text, fitting, start, shown, isCode, start == 0 ? open.Span : 0);
        (at, var span) = line.Cut(Math.Min(least, fitting - 1));
        if (!limits.AreMarkers(new string('`', span))) span = 0;
        if (span > 0) (at, span) = line.CutWithin(Math.Max(Math.Min(at, limits.Fitting(text, opening, new string('`', span))), 1));
        return (at, at == walk.Start ? walk.Open : walk.Open with { MidLine = true, Span = span });
    }
}

using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.Rendering;

/// <summary>What a line of Markdown stands in that a cut has to close, and to open again.</summary>
/// <param name="Code">The block of code, if any.</param>
/// <param name="Quotes">Marks of quotes around the code.</param>
/// <param name="Columns">Columns that the code is indented by.</param>
/// <param name="TableHead">The header of the table and the row of dashes, if any.</param>
/// <param name="MidLine">Whether the line began before.</param>
/// <param name="Span">Backticks of the code within the line that the cut is in.</param>
internal sealed record OpenBlock(Fence? Code, int Quotes, int Columns, string TableHead, bool MidLine, int Span) : Discreet
{
    private const int MostColumnsOfMarker = 5;

    public static OpenBlock None { get; } = new(null, 0, 0, "", false, 0);

    /// <summary>What goes before the text that follows a cut here.</summary>
    public string Opening =>
        Code is { } code ? $"{QuoteMarks}{Indent}{Mark(code)}{code.Language}\n" : MidLine ? new string('`', Span) : TableHead;

    /// <summary>What goes after the text before a cut here, which ends its line or does not.</summary>
    public string Closing(bool endsLine) =>
        Code is { } code ? $"{(endsLine ? "" : "\n")}{QuoteMarks}{new string(' ', Columns)}{Mark(code)}" : new string('`', Span);

    private string QuoteMarks => string.Concat(Enumerable.Repeat("> ", Quotes));

    /// <summary>Deep in a list it needs the marks of items around it, else it would be indented code, and would not end where it should.</summary>
    private string Indent
    {
        get
        {
            if (Columns < 4) return new string(' ', Columns);
            var outer = Math.Max(0, (Columns - MostColumnsOfMarker + 1) / 2);
            return string.Concat(Enumerable.Repeat("- ", outer)) + "-" + new string(' ', Columns - (2 * outer) - 1);
        }
    }

    private static string Mark(Fence code) => new(code.Mark, code.Length);
}

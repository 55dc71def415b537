namespace JamieDaemon.Slack.Rendering;

/// <summary>Code within a line: between two runs of equally many backticks.</summary>
internal static class CodeSpan
{
    private const int Longest = 2048;

    /// <summary>How many backticks a text begins with.</summary>
    public static int Marks(ReadOnlySpan<char> text)
    {
        var other = text.IndexOfAnyExcept('`');
        return other < 0 ? text.Length : other;
    }

    /// <summary>The span that a text begins with, its marks included; 0 when it is none on this line, -1 when it may still become one.</summary>
    public static int Length(ReadOnlySpan<char> text, bool complete)
    {
        var isWhole = complete || text.Length > Longest;
        text = text[..Math.Min(text.Length, Longest)];
        var end = text.IndexOf('\n');
        isWhole |= end >= 0;
        if (end >= 0) text = text[..end];
        var marks = Marks(text);
        if (marks == text.Length) return isWhole ? 0 : -1;
        for (var at = marks; at < text.Length;)
        {
            var next = text[at..].IndexOf('`');
            if (next < 0) break;
            at += next;
            var closing = Marks(text[at..]);
            if (closing == marks && (isWhole || at + closing < text.Length)) return at + closing;
            at += closing;
        }

        return isWhole ? 0 : -1;
    }
}

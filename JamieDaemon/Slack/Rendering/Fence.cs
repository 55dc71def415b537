namespace JamieDaemon.Slack.Rendering;

/// <summary>The line that opens a block of code, as <c>```bash</c>.</summary>
/// <param name="Mark">The character of the fence, a backtick or a tilde.</param>
/// <param name="Length">How often it stands there.</param>
/// <param name="Info">What follows on the line, trimmed: the language, if all is well.</param>
internal readonly record struct Fence(char Mark, int Length, string Info)
{
    private const int LongestLanguage = 20;

    /// <summary>The language, when the info begins with a word that can be one.</summary>
    public string Language
    {
        get
        {
            var word = Info.AsSpan();
            var space = word.IndexOfAny(' ', '\t');
            if (space >= 0) word = word[..space];
            if (word.Length is 0 or > LongestLanguage) return "";
            foreach (var c in word)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '+' or '#' or '.' or '-')) return "";
            }

            return word.ToString();
        }
    }

    /// <summary>What follows the language on the opening line: mostly nothing, but some models begin the code there.</summary>
    public string AfterLanguage => Info[Language.Length..].Trim();

    /// <summary>Whether the block holds Markdown, which has fences of its own.</summary>
    public bool HoldsMarkdown => Language is "markdown" or "md" or "Markdown";

    /// <summary>Reads a line, without what its containers put in front, as the opening of a block.</summary>
    public static Fence? ReadOpening(ReadOnlySpan<char> line)
    {
        if (MarkLength(line) is not (>= 3 and var length)) return null;
        var info = line[length..].Trim();
        return line[0] == '`' && info.Contains('`') ? null : new Fence(line[0], length, info.ToString());
    }

    /// <summary>Whether a line, without its indentation, closes this block.</summary>
    public bool IsClosedBy(ReadOnlySpan<char> line) =>
        line.Length > 0 && line[0] == Mark && MarkLength(line) is var length && length >= Length && line[length..].IsWhiteSpace();

    /// <summary>How many backticks or tildes a line begins with.</summary>
    public static int MarkLength(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || line[0] is not ('`' or '~')) return 0;
        var other = line.IndexOfAnyExcept(line[0]);
        return other < 0 ? line.Length : other;
    }
}

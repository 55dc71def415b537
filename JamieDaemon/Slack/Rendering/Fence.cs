using System.Buffers;
using System.Text.RegularExpressions;

namespace JamieDaemon.Slack.Rendering;

/// <summary>The line that opens a block of code, as <c>```bash</c>.</summary>
/// <param name="Mark">The character of the fence, a backtick or a tilde.</param>
/// <param name="Length">How often it stands there.</param>
/// <param name="Info">What follows on the line, trimmed: the language, if all is well.</param>
internal readonly partial record struct Fence(char Mark, int Length, string Info)
{
    private const int LongestLanguage = 20;
    private static readonly SearchValues<char> OfLanguages = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+#.-");

    /// <summary>The language, when the info begins with a word that can be one.</summary>
    public string Language
    {
        get
        {
            var end = Info.AsSpan().IndexOfAnyExcept(OfLanguages);
            var word = end < 0 ? Info : Info[..end];
            return word.Length <= LongestLanguage && (end < 0 || Info[end] is ' ' or '\t' or ':' or '{' or ',') ? word : "";
        }
    }

    /// <summary>What follows the language on the opening line and is no attribute: a file's name, or the code itself.</summary>
    public string AfterLanguage => Attributes().IsMatch(Info[Language.Length..]) ? "" : Info[Language.Length..].Trim(' ', '\t', ':', ',');

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

    /// <summary>Without what the model wrote behind it.</summary>
    public override string ToString() => new(Mark, Length);

    [GeneratedRegex(@"^\s*(\{.*\}|[\w-]+=\S.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attributes();

    /// <summary>How many backticks or tildes a line begins with.</summary>
    public static int MarkLength(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || line[0] is not ('`' or '~')) return 0;
        var other = line.IndexOfAnyExcept(line[0]);
        return other < 0 ? line.Length : other;
    }
}

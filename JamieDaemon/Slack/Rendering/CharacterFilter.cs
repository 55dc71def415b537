using System.Text;

namespace JamieDaemon.Slack.Rendering;

/// <summary>
/// Takes out of a growing text what is no text: terminal escapes, control characters and marks that turn the order of a line around.
/// Line ends become <c>\n</c>, torn surrogates U+FFFD.
/// </summary>
/// <seealso href="https://trojansource.codes/"/>
internal sealed class CharacterFilter
{
    private const char Escape = '\u001b';
    private const char Bell = '\u0007';
    private const int LongestSequence = 32;
    private const int LongestCommand = 512;

    private string _held = "";

    /// <param name="piece">The next piece of the text.</param>
    /// <param name="last">Whether it is the last one.</param>
    /// <returns>What of it, and of what was held back, is decided.</returns>
    public string Next(string piece, bool last)
    {
        var text = _held.Length == 0 ? piece : _held + piece;
        _held = "";
        if (!NeedsWork(text)) return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (!last && IsUndecided(text, i))
            {
                _held = text[i..];
                break;
            }

            if (c == Escape)
            {
                i += Math.Max(SequenceLength(text, i), 1);
                continue;
            }

            i++;
            if (c == '\r')
            {
                if (i < text.Length && text[i] == '\n') i++;
                clean.Append('\n');
            }
            else if (char.IsHighSurrogate(c) && i < text.Length && char.IsLowSurrogate(text[i]))
            {
                clean.Append(c).Append(text[i++]);
            }
            else if (char.IsSurrogate(c))
            {
                clean.Append('\uFFFD');
            }
            else if (!IsDropped(c))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    private static bool NeedsWork(string text)
    {
        foreach (var c in text)
        {
            if (c == '\r' || char.IsSurrogate(c) || IsDropped(c)) return true;
        }

        return false;
    }

    private static bool IsDropped(char c) => c switch
    {
        '\n' or '\t' => false,
        < ' ' or (>= '\u007f' and <= '\u009f') => true,
        (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => true,
        _ => false,
    };

    private static bool IsUndecided(string text, int at) =>
        text[at] == Escape ? SequenceLength(text, at) < 0
        : at == text.Length - 1 && (text[at] == '\r' || char.IsHighSurrogate(text[at]));

    /// <summary>Of <c>ESC [ … letter</c> or <c>ESC ] … BEL</c>; 1 when it is neither, -1 when it may still become one.</summary>
    private static int SequenceLength(string text, int at)
    {
        if (at + 1 == text.Length) return -1;
        return text[at + 1] switch
        {
            '[' => ControlSequenceLength(text, at),
            ']' => SystemCommandLength(text, at),
            _ => 1,
        };
    }

    private static int ControlSequenceLength(string text, int at)
    {
        for (var i = at + 2; i < text.Length; i++)
        {
            if (text[i] is >= '@' and <= '~') return i - at + 1;
            if (i - at > LongestSequence || text[i] is < ' ' or > '?') return 1;
        }

        return -1;
    }

    private static int SystemCommandLength(string text, int at)
    {
        for (var i = at + 2; i < text.Length; i++)
        {
            if (text[i] == Bell) return i - at + 1;
            if (text[i] == Escape) return i + 1 == text.Length ? -1 : text[i + 1] == '\\' ? i - at + 2 : 1;
            if (i - at > LongestCommand || text[i] == '\n') return 1;
        }

        return -1;
    }
}

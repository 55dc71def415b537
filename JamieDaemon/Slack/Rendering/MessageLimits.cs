namespace JamieDaemon.Slack.Rendering;

/// <summary>What one message may hold.</summary>
/// <param name="Characters">UTF-16 characters.</param>
/// <param name="Bytes">UTF-8 bytes: a native stream breaks at some 10,600 of them, whatever their characters.</param>
/// <param name="Escaped">Whether <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> will be escaped before they are sent, and count as their entities.</param>
internal readonly record struct MessageLimits(int Characters, int Bytes = int.MaxValue, bool Escaped = false)
{
    /// <summary>The least for which the parts are guaranteed to fit: markers and a few letters of their own.</summary>
    public const int Least = 64;

    /// <summary>Whether a text is short enough to be added to every part.</summary>
    public bool AreMarkers(string text) => Part(3).Fitting(text, "", "") == text.Length;

    /// <summary>A part of these limits.</summary>
    public MessageLimits Part(int divisor) => this with { Characters = Characters / divisor, Bytes = Bytes / divisor };

    /// <summary>How many characters of a text fit, no surrogate torn, when something else already takes some room.</summary>
    public int Fitting(ReadOnlySpan<char> text, string opening, string closing)
    {
        var (characters, bytes) = (Characters, Bytes);
        foreach (var marker in (ReadOnlySpan<string>)[opening, closing])
        {
            foreach (var c in marker) Take(c, false, ref characters, ref bytes);
        }

        for (var i = 0; i < text.Length;)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            Take(text[i], isPair, ref characters, ref bytes);
            if (characters < 0 || bytes < 0) return i;
            i += isPair ? 2 : 1;
        }

        return text.Length;
    }

    private void Take(char c, bool isPair, ref int characters, ref int bytes)
    {
        var escaped = Escaped ? c switch { '&' => 5, '<' or '>' => 4, _ => 1 } : 1;
        characters -= isPair ? 2 : escaped;
        bytes -= isPair ? 4 : c switch { < '\u0080' => escaped, < '\u0800' => 2, _ => 3 };
    }
}

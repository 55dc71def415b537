namespace JamieDaemon.Telemetry.Secrets;

/// <summary>Which characters make up tokens, names and words.</summary>
internal static class Letters
{
    public static bool IsOfToken(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-';

    public static bool IsOfBase64(char character) => char.IsAsciiLetterOrDigit(character) || character is '+' or '/' or '=';

    /// <summary>Where the run of a token's characters ends that begins at <paramref name="at"/>.</summary>
    public static int EndOfToken(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && IsOfToken(text[at])) at++;
        return at;
    }

    /// <summary>Whether a word could begin here: no letter or digit stands before.</summary>
    public static bool IsAtEdge(ReadOnlySpan<char> text, int at) => at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]);

    /// <summary>Where a value in a line ends at the latest.</summary>
    public static bool IsBreak(char character) => char.IsWhiteSpace(character) || character >= SecretRedactor.FirstUnspaced;
}

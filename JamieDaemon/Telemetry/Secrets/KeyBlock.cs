namespace JamieDaemon.Telemetry.Secrets;

/// <summary>The body of a private key in PEM (RSA, EC, OpenSSH, PGP …), over as many lines as it has, whole or cut.</summary>
/// <remarks>Its beginning and its end stay: they tell that somebody posted a key. Certificates and public keys stay too.</remarks>
internal static class KeyBlock
{
    private const string Dashes = "-----";
    private const int LongestTitle = 40;
    private const int LongestHeader = 60;

    public static Found At(ReadOnlySpan<char> text, int at, int from)
    {
        var here = text[at..];
        if (!here.StartsWith(Dashes, StringComparison.Ordinal)) return default;
        if (here.StartsWith("-----BEGIN ", StringComparison.Ordinal) && TitleEnd(here, "-----BEGIN ".Length) is > 0 and var title)
            return Body(text, at + title);
        if (here.StartsWith("-----END ", StringComparison.Ordinal) && TitleEnd(here, "-----END ".Length) > 0)
            return BodyBefore(text, at, from);
        return default;
    }

    /// <returns>Where the title's line ends; 0 when it is none of a private key.</returns>
    private static int TitleEnd(ReadOnlySpan<char> here, int start)
    {
        var rest = here[start..];
        var length = rest[..Math.Min(rest.Length, LongestTitle)].IndexOf(Dashes, StringComparison.Ordinal);
        return length > 0 && rest[..length].Contains("PRIVATE KEY", StringComparison.Ordinal) ? start + length + Dashes.Length : 0;
    }

    private static Found Body(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (start < text.Length && char.IsWhiteSpace(text[start])) start++;
        for (var at = start; at < text.Length;)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            var word = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]) && !text[at..].StartsWith(Dashes, StringComparison.Ordinal)) at++;
            if (at > word && !IsOfKey(text, word, at)) break;
            // White space at the end of what may go on belongs to it, so that what follows never changes what was said of it.
            if (at > word) end = at == text.Length ? at : at + (text[at..].IsWhiteSpace() ? text.Length - at : 0);
            if (at < text.Length && text[at] == '-') break;
        }

        return new Found(start, end);
    }

    private static Found BodyBefore(ReadOnlySpan<char> text, int end, int from)
    {
        var start = end;
        for (var at = end; at > from;)
        {
            while (at > from && char.IsWhiteSpace(text[at - 1])) at--;
            var after = at;
            while (at > from && !char.IsWhiteSpace(text[at - 1])) at--;
            if (at == after || text[at..after].StartsWith(SecretRedactor.Instead, StringComparison.Ordinal) || !IsOfKey(text, at, after) || after - at < 16) break;
            start = at;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return new Found(start, end);
    }

    /// <summary>Base64 in lines, with what quotes them; the headers of an encrypted key, whose words end with a colon or a comma.</summary>
    private static bool IsOfKey(ReadOnlySpan<char> text, int start, int end)
    {
        var word = text[start..end];
        if (word.StartsWith(SecretRedactor.Instead, StringComparison.Ordinal)) return false;
        var hasMore = false;
        foreach (var character in word)
        {
            if (!Letters.IsOfBase64(character) && character is not ('\\' or '"' or '\'' or '>' or '|' or '#' or ',' or '-' or ':' or '*' or '`' or '.')) return false;
            hasMore |= !char.IsAsciiLetter(character);
        }

        return hasMore || word.Length >= 16 || (word.Length < LongestHeader && StandsAlone(text, start, end));
    }

    private static bool StandsAlone(ReadOnlySpan<char> text, int start, int end) =>
        start > 0 && text[start - 1] == '\n' && end < text.Length && text[end] is '\n' or '\r' or '-';
}

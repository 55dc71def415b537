namespace JamieDaemon.Telemetry.Secrets;

/// <summary>Amazon's and Google's keys, which have no mark within.</summary>
internal static class CloudKey
{
    private const int AmazonIdLength = 20;
    private const int AmazonSecretLength = 40;
    private const int GoogleLength = 39;

    /// <summary>An id (AKIA…, ASIA…), with the secret if that stands right behind: alone it looks like many a harmless thing.</summary>
    public static Found AtAmazons(ReadOnlySpan<char> text, int at, int from)
    {
        var start = at - 2;
        if (start < from || text.Length - start < AmazonIdLength || text[start] != 'A' || text[start + 1] is not ('K' or 'S') || text[at + 1] != 'A') return default;
        var end = start + AmazonIdLength;
        if (!Letters.IsAtEdge(text, start) || (end < text.Length && Letters.IsOfToken(text[end]))) return default;
        foreach (var character in text[start..end])
        {
            if (!char.IsAsciiLetterUpper(character) && !char.IsAsciiDigit(character)) return default;
        }

        return new Found(start, EndOfSecret(text, end));
    }

    /// <summary>AIza and 35 characters.</summary>
    public static Found AtGoogles(ReadOnlySpan<char> text, int at, int from)
    {
        var start = at - 2;
        if (start < from || !text[start..].StartsWith("AIza", StringComparison.Ordinal) || !Letters.IsAtEdge(text, start)) return default;
        var end = Letters.EndOfToken(text, at);
        return end - start >= GoogleLength ? new Found(start, end) : default;
    }

    private static int EndOfSecret(ReadOnlySpan<char> text, int end)
    {
        var start = end;
        while (start < text.Length && start - end < 4 && text[start] is ' ' or '\n' or '\r' or '\t' or ':' or ',' or ';' or '/' or '|' or '"') start++;
        var after = start;
        while (after < text.Length && Letters.IsOfBase64(text[after])) after++;
        return start > end && after - start == AmazonSecretLength ? after : end;
    }
}

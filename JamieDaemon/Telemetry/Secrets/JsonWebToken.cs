namespace JamieDaemon.Telemetry.Secrets;

/// <summary><c>eyJ….eyJ….…</c>: base64url of <c>{"</c> tells a JWT, signed or encrypted.</summary>
internal static class JsonWebToken
{
    private const int ShortestPart = 10;

    public static Found At(ReadOnlySpan<char> text, int at, int from)
    {
        var start = at - 2;
        if (start < from || text[start] != 'e' || text[start + 1] != 'y' || !Letters.IsAtEdge(text, start)) return default;
        var dot = Letters.EndOfToken(text, start);
        if (dot - start < ShortestPart || dot == text.Length || text[dot] != '.') return default;
        var end = dot;
        // An encrypted one may have an empty second part.
        while (end < text.Length && (text[end] == '.' || Letters.IsOfToken(text[end]))) end++;
        while (text[end - 1] == '.') end--;
        return end - dot - 1 >= ShortestPart ? new Found(start, end) : default;
    }
}

namespace JamieDaemon.Telemetry.Secrets;

/// <summary>Walks through a text and stops at the few characters that every secret has somewhere: only there it looks closer.</summary>
internal static class SecretFinder
{
    /// <param name="text">The text.</param>
    /// <param name="from">The end of the secret that was found before: none reaches back behind it.</param>
    public static Found Next(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            var found = text[at] switch
            {
                '-' => AtDash(text, at, from),
                '_' => KnownTokens.At(text, at, from),
                '.' => AtDot(text, at, from),
                ':' => AtColon(text, at),
                '=' or '>' => Assignment.At(text, at),
                ' ' => SpokenSecret.At(text, at),
                'J' => JsonWebToken.At(text, at, from),
                'I' => CloudKey.AtAmazons(text, at, from),
                'z' => CloudKey.AtGoogles(text, at, from),
                _ => default,
            };
            if (found.IsFound) return found;
        }

        return default;
    }

    private static Found AtDash(ReadOnlySpan<char> text, int at, int from) =>
        KeyBlock.At(text, at, from) is { IsFound: true } block ? block : KnownTokens.At(text, at, from);

    private static Found AtDot(ReadOnlySpan<char> text, int at, int from) =>
        Webhook.At(text, at) is { IsFound: true } path ? path : KnownTokens.At(text, at, from);

    private static Found AtColon(ReadOnlySpan<char> text, int at) =>
        text[at..].StartsWith("://", StringComparison.Ordinal) ? UserInfo.At(text, at) : Assignment.At(text, at);
}

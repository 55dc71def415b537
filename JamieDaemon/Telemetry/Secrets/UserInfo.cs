using System.Buffers;

namespace JamieDaemon.Telemetry.Secrets;

/// <summary>The password in <c>scheme://user:password@host</c>, and the token in <c>https://token@host</c>.</summary>
internal static class UserInfo
{
    private const int ShortestToken = 20;

    private static readonly SearchValues<char> TokenLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <param name="text">The text.</param>
    /// <param name="at">Where <c>://</c> stands.</param>
    public static Found At(ReadOnlySpan<char> text, int at)
    {
        var start = at + "://".Length;
        var (end, slash) = (start, -1);
        while (end < text.Length && !Letters.IsBreak(text[end]) && text[end] is not ('"' or '`' or '<' or '>' or '|'))
        {
            if (slash < 0 && text[end] is '/' or '?' or '#') slash = end;
            end++;
        }

        var address = text[start..end];
        var authority = slash < 0 ? address : text[start..slash];
        var colon = authority.IndexOf(':');
        var sign = authority.LastIndexOf('@');
        // A password with a slash that nobody has escaped: what stands behind the colon is no port.
        if (sign < 0 && colon > 0 && address[0] != '[' && slash > start + colon + 1 && authority[(colon + 1)..].ContainsAnyExceptInRange('0', '9')) sign = address.LastIndexOf('@');
        if (sign <= 0) return default;
        if (colon >= 0 && colon < sign)
        {
            var password = address[(colon + 1)..sign];
            return password.IsEmpty || Placeholder.Is(password) ? default : OfBoth(text[..(start + sign)], start, start + colon);
        }

        return IsToken(address[..sign]) ? new Found(start, start + sign) : default;
    }

    /// <summary>
    /// The password up to the text's end, and of the user before its colon what is secret too: in <c>https://TOKEN:x-oauth-basic@github.com</c>
    /// the token would be passed over.
    /// </summary>
    public static Found OfBoth(ReadOnlySpan<char> text, int start, int colon)
    {
        var user = text[start..colon];
        var secret = IsToken(user) ? new Found(0, user.Length) : SecretFinder.Next(user, 0);
        return new Found(secret.IsFound ? start + secret.Start : colon + 1, text.Length);
    }

    private static bool IsToken(ReadOnlySpan<char> user) =>
        user.Length >= ShortestToken && user.ContainsAnyInRange('0', '9') && !user.ContainsAnyExcept(TokenLetters);
}

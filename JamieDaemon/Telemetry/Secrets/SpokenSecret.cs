namespace JamieDaemon.Telemetry.Secrets;

/// <summary>Secrets behind a space: <c>Bearer …</c>, <c>the password is …</c>, <c>--password …</c>, <c>curl -u name:…</c>.</summary>
internal static class SpokenSecret
{
    /// <param name="text">The text.</param>
    /// <param name="at">Where the space stands.</param>
    public static Found At(ReadOnlySpan<char> text, int at)
    {
        var start = at + 1;
        if (at == 0 || start == text.Length || Letters.IsBreak(text[start])) return default;
        return (text[at - 1] | 0x20) switch
        {
            'r' when text[..at].EndsWith("bearer", StringComparison.OrdinalIgnoreCase) => Drawn(text, start),
            'r' when text[..at].EndsWith("--user", StringComparison.Ordinal) => OfUser(text, start),
            'u' when text[..at].EndsWith(" -u", StringComparison.Ordinal) => OfUser(text, start),
            's' when text[..at].EndsWith(" is", StringComparison.OrdinalIgnoreCase) && SecretName.Of(text[..(at - 3)]) is SecretKind.Certain => Drawn(text, start),
            's' when text[..at].EndsWith(" is", StringComparison.OrdinalIgnoreCase) && SecretName.Of(text[..(at - 3)]) is SecretKind.Likely => Drawn(text, start, mayBeName: false, needsDigit: true),
            'd' or 'n' or 't' or 'y' or 'e' when IsOption(text[..at]) && SecretName.Of(text[..at]) is SecretKind.Certain or SecretKind.Likely => Drawn(text, start, mayBeName: false),
            _ => default,
        };
    }

    private static Found Drawn(ReadOnlySpan<char> text, int start, bool mayBeName = true, bool needsDigit = false)
    {
        var value = SecretValue.Read(text, start, isStrict: false);
        var word = value.End > value.Start ? text[value.Start..value.End] : default;
        if (word.IsEmpty || Placeholder.Is(word) || Placeholder.IsPath(word) || !Chance.IsLikelyIn(word) || (!mayBeName && Chance.IsName(word)) || (needsDigit && !word.ContainsAnyInRange('0', '9'))) return default;
        return value.IsQuoted && word.Contains(' ') ? default : new Found(value.Start, value.End);
    }

    /// <summary>The password behind the name; numbers are a user's and a group's ids.</summary>
    private static Found OfUser(ReadOnlySpan<char> text, int start)
    {
        var value = SecretValue.Read(text, start, isStrict: true);
        if (value.End <= value.Start) return default;
        var colon = value.Start + text[value.Start..value.End].IndexOf(':');
        if (colon <= value.Start || colon + 1 == value.End) return default;
        var password = text[(colon + 1)..value.End];
        return Placeholder.Is(password) || !password.ContainsAnyExceptInRange('0', '9') ? default : UserInfo.OfBoth(text[..value.End], value.Start, colon);
    }

    private static bool IsOption(ReadOnlySpan<char> before)
    {
        var start = before.Length;
        while (start > 0 && Letters.IsOfToken(before[start - 1])) start--;
        return before[start..].StartsWith("--", StringComparison.Ordinal);
    }
}
